/*---
model: stg_woocommerce__deleted_customers
about: Records missing from the newest sweep of the shop's keys
grain: one row per account that is gone
key: [record_key]
materialize: view
owner: commerce
columns:
  record_key: { type: varchar }
  connection: { type: varchar }
  _deleted_at: { type: timestamp, about: Start of the sweep in which it was missing }
---*/
with

records as (
    select * from {{ ref('stg_woocommerce__customers') }}
),

sweep as (
    select * from {{ ref('stg_woocommerce__customers') }}
),

final as (
    {{ soft_deleted_at('records', 'sweep', 'record_key') }}
)

select * from final
