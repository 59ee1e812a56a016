/*---
check: payments_cover_sales
about: Money received for a paid order differs from the sum of its sales before refunds, its tip and its gift cards
table: marts.fct_order_payments
family: reconciliation
severity: warn
unit: orders
fault:
  effect: unexplained
  stream: orders
  reason: money taken differs from what the order cost
---*/
with

paid as (
    select
        order_key,
        sum(case when payment_type = 'tender' then amount else 0 end) as tender_amount,
        sum(case when payment_type in ('tip', 'gift_card_sale') then amount else 0 end) as beside_amount
    from {{ ref('fct_order_payments') }}
    group by order_key
),

sold as (
    select order_key, sum(amount) as amount
    from {{ ref('fct_sales') }}
    where event_type <> 'refund'
    group by order_key
),

returned as (
    select order_key, -sum(amount) as amount
    from {{ ref('fct_sales') }}
    where event_type = 'refund'
    group by order_key
),

paid_back as (
    select order_key, sum(refunded_amount) as amount
    from {{ union_of('refunds') }} as refunds
    where refunded_at < {{ as_of }}
    group by order_key
),

-- Goods exchanged within an order are paid for with the value of the returned ones.
exchanged as (
    select
        returned.order_key,
        greatest(returned.amount - coalesce(paid_back.amount, 0), 0) as amount
    from returned
    left join paid_back on paid_back.order_key = returned.order_key
)

select
    orders.order_key as key,
    paid.tender_amount - (coalesce(sold.amount, 0) + paid.beside_amount - coalesce(exchanged.amount, 0)) as amount,
    orders.currency
from {{ ref('fct_orders') }} as orders
join paid on paid.order_key = orders.order_key
left join sold on sold.order_key = orders.order_key
left join exchanged on exchanged.order_key = orders.order_key
where orders.is_paid
    and not orders.is_test
    and paid.tender_amount <> coalesce(sold.amount, 0) + paid.beside_amount - coalesce(exchanged.amount, 0)
