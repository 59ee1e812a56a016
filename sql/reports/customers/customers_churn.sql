/*---
report: customers_churn
order: 30
span: 12
title: Customers at risk who can still be won back
scope: no order in the next 90 days
covers: as of now
about: >-
  Customers who are overdue for their own rhythm, have been silent for less than three of their usual gaps, and are likely not to order in
  the next 90 days; most money at stake first. Customers who have left already are omitted: nothing more can be lost. Value is told for
  customers who mostly buy in the currency of the page. Reasons are the features that moved a score most. Customers are shown as keys;
  names and addresses are never loaded here.
owner: customers
body: churn_list
metrics: [customers_at_risk, revenue_at_risk]
optional: [mart_customer_rfm, dim_customers]
uses: [churn_bands]
parameters: { customers: 5000 }
empty: { title: No churn scores yet, text: They appear once the churn model is switched on and has customers to score. }
columns:
  customer: { label: Customer, as: key, narrow: true }
  risk: { label: Churn risk, as: bar, unit: share, max: 1, narrow: true }
  band: { label: Band, as: text }
  worth: { label: Expected value, as: number, unit: money, narrow: true }
  segment: { label: Segment, as: text }
  orders: { label: Orders, as: number, unit: count }
  net: { label: Net sales, as: number, unit: money }
  last: { label: Last order, as: day }
  consent: { label: E‑mail, as: flag }
  reasons: { label: Reasons, as: tags }
sort: { column: worth, descending: true }
---*/
select
    churn.customer_key,
    churn.churn_probability,
    churn.risk_band,
    case when churn.currency = {{ currency() }} then churn.expected_value_amount end as expected_value_amount,
    churn.reason_1,
    churn.reason_2,
    churn.reason_3,
    rfm.segment,
    rfm.orders_count,
    rfm.net_amount,
    rfm.last_order_date,
    customers.has_email_consent
from {{ ref('mart_customer_churn') }} as churn
left join {{ ref('mart_customer_rfm') }} as rfm on rfm.customer_key = churn.customer_key
left join {{ ref('dim_customers') }} as customers on customers.customer_key = churn.customer_key
where churn.risk_band in ('high', 'medium')
order by
    case when churn.currency = {{ currency() }} then churn.expected_value_amount else 0 end desc,
    churn.churn_probability desc,
    churn.customer_key
limit {{ parameter('customers') }}
