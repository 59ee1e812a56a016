/*---
model: stg_magento__deleted_orders
about: Records missing from the newest sweep of the shop's keys
grain: one row per order that is gone
key: [order_key]
materialize: table
replace_partition: order_key
owner: commerce
columns:
  order_key: { type: varchar }
  connection: { type: varchar }
  _deleted_at: { type: timestamp, about: Start of the sweep in which it was missing }
---*/
with

records as (
    select * from {{ ref('stg_magento__orders') }}
),

sweep as (
    select * from {{ ref('stg_magento__order_keys') }}
),

final as (
    {{ soft_deleted_at('records', 'sweep', 'order_key') }}
)

select * from final
