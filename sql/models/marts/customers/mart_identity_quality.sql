/*---
model: mart_identity_quality
about: >-
  How well the records of each account are joined with the rest: too little shows in the shares, too much in the largest customer and in
  customers of several first names.
grain: one row per account that keeps people
key: [source, connection]
materialize: table
owner: customers
decisions: [docs/decisions/0012-identity.md]
columns:
  source: { type: varchar, checks: [not_null] }
  connection: { type: varchar, checks: [not_null] }
  records_count: { type: bigint, unit: records, checks: [not_null, { min: 1 }] }
  customers_count: { type: bigint, about: Customers of these records, unit: customers, checks: [not_null, { min: 1 }] }
  linked_count: { type: bigint, about: Records that are one customer with another record, unit: records, checks: [not_null, { min: 0 }] }
  linked_elsewhere_count: { type: bigint, about: "Records that are one customer with a record of another account", unit: records, checks: [not_null, { min: 0 }] }
  linked_loosely_count: { type: bigint, about: "Records that only the loose level joins with more: what strict may miss", unit: records, checks: [not_null, { min: 0 }] }
  linked_by_hand_count: { type: bigint, about: Records that somebody linked, unit: records, checks: [not_null, { min: 0 }] }
  linked_share: { type: "decimal(18,8)", about: linked / records, unit: share, checks: [not_null, { min: 0 }, { max: 1 }] }
  linked_elsewhere_share: { type: "decimal(18,8)", about: linked elsewhere / records, unit: share, checks: [not_null, { min: 0 }, { max: 1 }] }
  largest_customer_count: { type: bigint, about: Records of the largest customer that has one of these, unit: records, checks: [not_null, { min: 1 }] }
  several_names_count: { type: bigint, about: "Customers of these records that show more than one first name: some are over-merged, some are couples with one mailbox", unit: customers, checks: [not_null, { min: 0 }] }
  capped_values_count: { type: bigint, about: Values stated by these records that too many share to link anybody, unit: values, checks: [not_null, { min: 0 }] }
---*/
with

records as (
    select
        resolved.record_key,
        resolved.customer_key,
        resolved.loose_customer_key,
        known.source,
        known.connection,
        known.source || ':' || known.connection as account,
        known.first_name_token
    from {{ ref('int_customers_resolved') }} as resolved
    join {{ ref('int_customer_records') }} as known on known.record_key = resolved.record_key
),

customers as (
    select
        customer_key,
        count(*) as records_count,
        min(account) <> max(account) as has_several_accounts,
        coalesce(min(first_name_token) <> max(first_name_token), false) as has_several_names
    from records
    group by customer_key
),

loose_customers as (
    select loose_customer_key, count(*) as records_count from records group by loose_customer_key
),

by_hand as (
    select distinct record_key from {{ ref('int_identity_edges') }} where rule = 'manual'
),

capped as (
    select records.source, records.connection, count(distinct identifiers.kind || ':' || identifiers.value) as values_count
    from {{ ref('int_identity_values') }} as shared
    join {{ ref('int_customer_identifiers') }} as identifiers
        on identifiers.kind = shared.kind and identifiers.value = shared.value
    join records on records.record_key = identifiers.record_key
    where shared.is_capped
    group by records.source, records.connection
),

counted as (
    select
        records.source,
        records.connection,
        count(*)::bigint as records_count,
        count(distinct records.customer_key)::bigint as customers_count,
        count_if(customers.records_count > 1)::bigint as linked_count,
        count_if(customers.has_several_accounts)::bigint as linked_elsewhere_count,
        count_if(loose_customers.records_count > customers.records_count)::bigint as linked_loosely_count,
        count_if(by_hand.record_key is not null)::bigint as linked_by_hand_count,
        max(customers.records_count)::bigint as largest_customer_count,
        count(distinct case when customers.has_several_names then records.customer_key end)::bigint as several_names_count
    from records
    join customers on customers.customer_key = records.customer_key
    join loose_customers on loose_customers.loose_customer_key = records.loose_customer_key
    left join by_hand on by_hand.record_key = records.record_key
    group by records.source, records.connection
),

final as (
    select
        counted.*,
        {{ share('counted.linked_count', 'counted.records_count') }} as linked_share,
        {{ share('counted.linked_elsewhere_count', 'counted.records_count') }} as linked_elsewhere_share,
        coalesce(capped.values_count, 0)::bigint as capped_values_count
    from counted
    left join capped on capped.source = counted.source and capped.connection = counted.connection
)

select * from final
