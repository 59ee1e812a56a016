/*---
model: fct_order_payments
about: "Money besides sales. For a paid order Σ tender = its total sales before refunds + tips + gift cards sold."
grain: one row per movement of money, and per order one for its tip and one for the gift cards it sold
key: [order_payment_key]
materialize: incremental
replace_partition: order_key
owner: commerce
decisions: [docs/decisions/0010-sales-ledger.md]
plausible:
  by: "split_part(order_key, ':', 1) || ':' || split_part(order_key, ':', 2)"
  day: payment_date
  measures:
    payments: { about: Payments, count: payment_type = 'tender', unit: payments }
    payment: { about: A payment, level: amount, where: payment_type = 'tender', unit: currency }
    paid_back_share: { about: Money paid back relative to money paid, share: "case when payment_type = 'refund' then -amount else 0 end", of: "case when payment_type = 'tender' then amount else 0 end", metrics: [returns] }
columns:
  order_payment_key: { type: varchar, checks: [unique, not_null] }
  order_key: { type: varchar, checks: [not_null, { in: fct_orders.order_key }] }
  order_id: { type: varchar }
  customer_key: { type: varchar }
  payment_at: { type: timestamp, checks: [not_null] }
  payment_date: { type: date, checks: [not_null] }
  payment_type: { type: varchar, checks: [not_null, { accepted: [tender, refund, tip, gift_card_sale] }] }
  gateway: { type: varchar }
  is_gift_card_tender: { type: boolean, about: Paid with a gift card, checks: [not_null] }
  amount: { type: "decimal(18,4)", about: Positive for money to the shop, unit: currency, checks: [not_null] }
  currency: { type: varchar, checks: [not_null] }
  presentment_amount: { type: "decimal(18,4)", about: "At the order's own rate; null where it has none", unit: presentment_currency }
  presentment_currency: { type: varchar, about: The shopper's }
---*/
with

orders as (
    select * from {{ changed('int_orders_identified') }} where not is_test
),

payments as (
    select * from {{ union_of('payments') }} as payments
),

final as (
    select
        payments.order_payment_key,
        payments.order_key,
        orders.order_id,
        orders.customer_key,
        payments.payment_at,
        {{ local_date('payments.payment_at', 'offsets') }} as payment_date,
        payments.payment_type,
        payments.gateway,
        payments.is_gift_card_tender,
        payments.amount,
        orders.currency,
        {{ converted('payments.amount', 'orders.currency', 'orders.presentment_currency', 'orders.presentment_rate') }} as presentment_amount,
        orders.presentment_currency
    from payments
    join orders
        on orders.order_key = payments.order_key
        and (orders.cutoff_at is null or payments.payment_at < orders.cutoff_at)
    left join {{ ref('int_utc_offsets') }} as offsets
        on offsets.time_zone = orders.time_zone
        and offsets.utc_week = {{ utc_week('payments.payment_at') }}
)

select * from final
