/*---
model: int_payments__magento
conforms: payments
about: An invoice that is paid is money that came, a credit memo money that went back; open and cancelled ones are neither.
materialize: view
---*/
with

orders as (
    select known.order_key, known.shop_key, orders.payment_method
    from {{ changed('int_orders__magento') }} as known
    join {{ changed('stg_magento__orders') }} as orders on orders.order_key = known.order_key
),

payments as (
    select
        invoice_key || ':paid' as order_payment_key, order_key, connection, created_at as payment_at,
        'tender' as payment_type, total_amount as amount
    from {{ changed('stg_magento__invoices') }}
    where state = '2' and total_amount <> 0

    union all
    select credit_memo_key || ':refund', order_key, connection, created_at, 'refund', -total_amount
    from {{ changed('stg_magento__credit_memos') }}
    where coalesce(state, '2') <> '3' and total_amount <> 0
),

final as (
    select
        payments.order_payment_key,
        payments.order_key,
        'magento' as source,
        payments.connection,
        orders.shop_key,
        payments.payment_at,
        payments.payment_type,
        orders.payment_method as gateway,
        false as is_gift_card_tender,
        payments.amount::decimal(18,4) as amount
    from payments
    join orders on orders.order_key = payments.order_key
)

select * from final
