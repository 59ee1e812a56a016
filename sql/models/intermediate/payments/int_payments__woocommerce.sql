/*---
model: int_payments__woocommerce
conforms: payments
about: The vendor keeps one payment per order, its total, and what went back.
materialize: view
---*/
with

orders as (
    select orders.order_key, orders.connection, orders.paid_at, orders.payment_method, orders.total_amount
    from {{ changed('stg_woocommerce__orders') }} as orders
    join {{ changed('int_orders__woocommerce') }} as known on known.order_key = orders.order_key
),

payments as (
    select
        order_key || ':paid' as order_payment_key, order_key, paid_at as payment_at,
        'tender' as payment_type, total_amount as amount
    from orders
    where paid_at is not null and total_amount <> 0

    union all
    select refund_key, order_key, refunded_at, 'refund', -refunded_amount
    from {{ changed('int_refunds__woocommerce') }}
    where refunded_amount <> 0
),

final as (
    select
        payments.order_payment_key,
        payments.order_key,
        'woocommerce' as source,
        orders.connection,
        'woocommerce:' || orders.connection as shop_key,
        payments.payment_at,
        payments.payment_type,
        orders.payment_method as gateway,
        false as is_gift_card_tender,
        payments.amount::decimal(18,4) as amount
    from payments
    join orders on orders.order_key = payments.order_key
)

select * from final
