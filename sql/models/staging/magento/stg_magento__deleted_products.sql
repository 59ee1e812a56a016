/*---
model: stg_magento__deleted_products
about: Records missing from the newest sweep of the shop's keys
grain: one row per product that is gone
key: [product_key]
materialize: view
owner: commerce
columns:
  product_key: { type: varchar }
  connection: { type: varchar }
  _deleted_at: { type: timestamp, about: Start of the sweep in which it was missing }
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
