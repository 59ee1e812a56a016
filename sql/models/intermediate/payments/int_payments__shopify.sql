/*---
model: int_payments__shopify
conforms: payments
materialize: view
decisions: [docs/decisions/0010-sales-ledger.md]
---*/
with

orders as (
    select order_key, connection, processed_at, tip_amount from {{ changed('stg_shopify__orders') }}
),

movements as (
    select * from {{ changed('stg_shopify__transactions') }} where status = 'SUCCESS'
),

gift_cards as (
    select order_key, sum(gross_amount - discount_amount + tax_amount) as amount
    from {{ changed('int_order_lines__shopify') }}
    where is_gift_card
    group by order_key
),

payments as (
    select
        transaction_key as order_payment_key, order_key, processed_at as payment_at,
        'tender' as payment_type, gateway, amount
    from movements
    where kind in ('SALE', 'CAPTURE')

    union all
    select transaction_key, order_key, processed_at, 'refund', gateway, -amount
    from movements
    where kind in ('REFUND', 'CHARGEBACK')

    union all
    select order_key || ':tip', order_key, processed_at, 'tip', null, tip_amount
    from orders
    where tip_amount <> 0

    union all
    select orders.order_key || ':gift_cards', orders.order_key, orders.processed_at, 'gift_card_sale', null, gift_cards.amount
    from gift_cards
    join orders on orders.order_key = gift_cards.order_key
    where gift_cards.amount <> 0
),

final as (
    select
        payments.order_payment_key,
        payments.order_key,
        'shopify' as source,
        orders.connection,
        'shopify:' || orders.connection as shop_key,
        payments.payment_at,
        payments.payment_type,
        payments.gateway,
        coalesce(payments.gateway = 'gift_card', false) as is_gift_card_tender,
        payments.amount::decimal(18,4) as amount
    from payments
    join orders on orders.order_key = payments.order_key
)

select * from final
