/*---
model: int_customers_resolved
grain: one row per record, with the customer it belongs to
key: [record_key]
materialize: table
owner: customers
decisions: [docs/decisions/0012-identity.md]
columns:
  record_key: { type: varchar, checks: [unique, not_null] }
  customer_key: { type: varchar, about: "Hash of the customer's earliest record", checks: [not_null] }
---*/
with

components as (
    select * from {{ ref('int_customer_components') }}
),

final as (
    select
        components.record_key,
        {{ hash_key('earliest.record_key') }} as customer_key
    from components
    join components as earliest on earliest.rank = components.component
)

select * from final
