/*---
model: int_refunds__shopify
conforms: refunds
materialize: view
---*/
with

refunds as (
    select * from {{ changed('stg_shopify__refunds') }}
),

final as (
    select
        refund_key,
        refund_id,
        order_key,
        'shopify' as source,
        connection,
        'shopify:' || connection as shop_key,
        processed_at as refunded_at,
        is_day_estimated,
        refunded_amount
    from refunds
)

select * from final
