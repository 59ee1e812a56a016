/*---
model: int_customers_resolved
about: >-
  Facts, consent and erasure use customer_key, the strict level: certain and high confidence. loose_customer_key also follows medium
  confidence, for counts of people and for campaigns where a rare wrong pair does no harm.
grain: one row per record, with the customer it belongs to
key: [record_key]
materialize: table
replace_partition: record_key
owner: customers
decisions: [docs/decisions/0012-identity.md]
columns:
  record_key: { type: varchar, checks: [unique, not_null] }
  customer_key: { type: varchar, about: "Hash of the customer's earliest record", checks: [not_null] }
  loose_customer_key: { type: varchar, about: Hash of the earliest record of all customers that are loosely one person, checks: [not_null] }
---*/
with

components as (
    select * from {{ ref('int_customer_components') }}
),

loose as (
    select * from {{ ref('int_customer_components_loose') }}
),

final as (
    select
        components.record_key,
        {{ hash_key('earliest.record_key') }} as customer_key,
        {{ hash_key('loosely_earliest.record_key') }} as loose_customer_key
    from components
    join components as earliest on earliest.rank = components.component
    join loose on loose.component = components.component
    join components as loosely_earliest on loosely_earliest.rank = loose.loose_component
)

select * from final
