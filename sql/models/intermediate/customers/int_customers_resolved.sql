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

labels as (
    select * from {{ ref('int_customer_labels_spread') }}
),

final as (
    select
        labels.record_key,
        {{ hash_key('earliest.record_key') }} as customer_key
    from labels
    join labels as earliest on earliest.rank = labels.label
)

select * from final
