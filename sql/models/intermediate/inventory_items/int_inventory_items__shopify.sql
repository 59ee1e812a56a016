/*---
model: int_inventory_items__shopify
conforms: inventory_items
materialize: view
---*/
with

items as (
    select * from {{ ref('stg_shopify__inventory_items') }}
),

final as (
    select
        inventory_item_key,
        _slice_id as reading_id,
        'shopify' as source,
        connection,
        'shopify:' || connection as shop_key,
        inventory_item_id,
        unit_cost_amount,
        cost_currency,
        _extracted_at as read_at
    from items
)

select * from final
