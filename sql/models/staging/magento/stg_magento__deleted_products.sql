/*---
model: stg_magento__deleted_products
about: What the newest sweep of the shop's keys did not find any more
grain: one row per product that is gone
key: [product_key]
materialize: view
owner: commerce
columns:
  product_key: { type: varchar }
  connection: { type: varchar }
  _deleted_at: { type: timestamp, about: When the sweep that missed it began }
---*/
with

records as (
    select * from {{ ref('stg_magento__products') }}
),

sweep as (
    select * from {{ ref('stg_magento__product_keys') }}
),

final as (
    {{ soft_deleted_at('records', 'sweep', 'product_key') }}
)

select * from final
