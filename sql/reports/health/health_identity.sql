/*---
report: health_identity
order: 15
span: 12
title: How people are joined
scope: records of each account
about: >-
  One customer over all accounts: records are joined by what they state (e-mail, phone, account numbers), each link with its rule and source.
  Too little shows in the shares and in records that only the loose level joins with more; too much in the largest customer and in customers of
  several first names, some of whom are couples with one mailbox. Values that too many records share join nobody.
owner: customers
body: table
empty: { title: No people yet, text: "They come with the first shop, mail or support account that is read." }
columns:
  account: { label: Account, as: text, narrow: true }
  customers: { label: Customers, as: number, unit: count, narrow: true }
  records: { label: Records, as: number, unit: count }
  elsewhere: { label: Joined with another account, as: number, unit: share, narrow: true }
  loosely: { label: Joined only loosely, as: number, unit: count }
  largest: { label: Records of the largest, as: number, unit: count }
  names: { label: Several first names, as: number, unit: count, narrow: true }
  capped: { label: Values that join nobody, as: number, unit: count }
sort: { column: records, descending: true }
---*/
select
    source || ':' || connection as account,
    customers_count as customers,
    records_count as records,
    linked_elsewhere_share as elsewhere,
    linked_loosely_count as loosely,
    largest_customer_count as largest,
    several_names_count as names,
    capped_values_count as capped
from {{ ref('mart_identity_quality') }}
order by records_count desc, source, connection
