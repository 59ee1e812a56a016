/*---
model: int_payment_fees__shopify
conforms: payment_fees
materialize: view
---*/
with

fees as (
    select * from {{ changed('stg_shopify__transaction_fees') }}
),

final as (
    select
        transaction_key || ':' || currency as payment_fee_key,
        transaction_key as order_payment_key,
        order_key,
        'shopify' as source,
        split_part(order_key, ':', 2) as connection,
        'shopify:' || split_part(order_key, ':', 2) as shop_key,
        amount,
        currency
    from fees
)

select * from final
