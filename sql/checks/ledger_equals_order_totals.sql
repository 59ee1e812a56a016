/*---
check: ledger_equals_order_totals
about: "Σ of an order's events differs from the vendor's total less refunds, tips and gift cards"
table: marts.fct_orders
family: reconciliation
severity: error
unit: orders
---*/
with

gift_cards as (
    select order_key, sum(gross_amount - discount_amount + tax_amount) as amount
    from {{ ref('int_order_lines_priced') }}
    where is_gift_card
    group by order_key
),

refunds as (
    select order_key, sum(refunded_amount) as amount
    from {{ ref('stg_shopify__refunds') }}
    where processed_at < {{ as_of }}
    group by order_key
),

gift_card_refunds as (
    select refunded.order_key, sum(refunded.subtotal_amount) as amount
    from {{ ref('stg_shopify__refund_lines') }} as refunded
    join {{ ref('int_order_lines_priced') }} as priced on priced.order_line_key = refunded.order_line_key
    where priced.is_gift_card and refunded.processed_at < {{ as_of }}
    group by refunded.order_key
)

select
    orders.order_key as key,
    orders.total_amount as ledger_amount,
    recorded.total_amount as vendor_amount
from {{ ref('fct_orders') }} as orders
join {{ ref('stg_shopify__orders') }} as recorded on recorded.order_key = orders.order_key
left join gift_cards on gift_cards.order_key = orders.order_key
left join refunds on refunds.order_key = orders.order_key
left join gift_card_refunds on gift_card_refunds.order_key = orders.order_key
where not orders.is_test and orders.total_amount <> recorded.total_amount - recorded.tip_amount
    - coalesce(gift_cards.amount, 0)
    - coalesce(refunds.amount, 0)
    + coalesce(gift_card_refunds.amount, 0)
