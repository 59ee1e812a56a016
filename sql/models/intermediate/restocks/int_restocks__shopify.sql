/*---
model: int_restocks__shopify
conforms: restocks
materialize: view
---*/
with

lines as (
    select * from {{ changed('stg_shopify__refund_lines') }} where restocked_quantity is not null
),

final as (
    select
        refund_line_key as restock_key,
        order_key,
        'shopify' as source,
        split_part(order_key, ':', 2) as connection,
        'shopify:' || split_part(order_key, ':', 2) as shop_key,
        split_part(order_line_key, ':', 3) as order_line_id,
        refund_id,
        restocked_quantity
    from lines
)

select * from final
