/*---
model: int_payments__magento
conforms: payments
about: >-
  A paid invoice is money that came, a credit memo money that went back; open and cancelled ones are neither. Gift cards and store credit
  pay for an order when it is placed.
materialize: view
---*/
with

orders as (
    select known.order_key, known.shop_key, known.connection, orders.created_at, orders.payment_method, orders.stored_value_amount
    from {{ changed('int_orders__magento') }} as known
    join {{ changed('stg_magento__orders') }} as orders on orders.order_key = known.order_key
),

refunds as (
    select refunds.refund_key, refunds.order_key, refunds.refunded_at, refunds.refunded_amount, memos.total_amount
    from {{ changed('int_refunds__magento') }} as refunds
    join {{ changed('stg_magento__credit_memos') }} as memos on memos.credit_memo_key = refunds.refund_key
),

gift_cards as (
    select order_key, sum(gross_amount - discount_amount + tax_amount) as amount
    from {{ changed('int_order_lines__magento') }}
    where is_gift_card
    group by order_key
),

payments as (
    select
        invoice_key || ':paid' as order_payment_key, order_key, created_at as payment_at,
        'tender' as payment_type, false as is_gift_card_tender, total_amount as amount
    from {{ changed('stg_magento__invoices') }}
    where state = '2' and total_amount <> 0

    union all
    select refund_key || ':refund', order_key, refunded_at, 'refund', false, -total_amount
    from refunds
    where total_amount <> 0

    union all
    select refund_key || ':stored_value', order_key, refunded_at, 'refund', true, total_amount - refunded_amount
    from refunds
    where refunded_amount <> total_amount

    union all
    select order_key || ':stored_value', order_key, created_at, 'tender', true, stored_value_amount
    from orders
    where stored_value_amount <> 0

    union all
    select orders.order_key || ':gift_cards', orders.order_key, orders.created_at, 'gift_card_sale', false, gift_cards.amount
    from gift_cards
    join orders on orders.order_key = gift_cards.order_key
    where gift_cards.amount <> 0
),

final as (
    select
        payments.order_payment_key,
        payments.order_key,
        'magento' as source,
        orders.connection,
        orders.shop_key,
        payments.payment_at,
        payments.payment_type,
        case when payments.is_gift_card_tender then 'stored_value' else orders.payment_method end as gateway,
        payments.is_gift_card_tender,
        payments.amount::decimal(18,4) as amount
    from payments
    join orders on orders.order_key = payments.order_key
)

select * from final
