/*---
model: stg_ga4__ecommerce_items
about: Rows of the newest reading of each day; a row missing from a restatement is gone.
grain: one row per day and item
key: [ecommerce_item_key]
materialize: view
owner: marketing
columns_of: stg_ga4__ecommerce_items_versions
---*/
with

received as (
    select * from {{ ref('stg_ga4__ecommerce_items_versions') }}
),

final as (
    {{ current_rows('received', 'stg_ga4__ecommerce_items_versions') }}
)

select * from final
