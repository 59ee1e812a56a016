/*---
check: ledger_equals_order_totals
about: "Σ of an order's events differs from the vendor's total less what came back, tips and gift cards"
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

-- What refunds were worth, not what was paid back: goods that are exchanged come back without money.
refunds as (
    select order_key, sum(amount) as amount
    from {{ ref('int_sales_events_recorded') }}
    where event_type = 'refund' and event_at < {{ as_of }}
    group by order_key
),

-- What joined an order since as_of is in the vendor's total already.
later as (
    select priced.order_key, sum(priced.gross_amount - priced.discount_amount + priced.tax_amount) as amount
    from {{ ref('int_order_lines_priced') }} as priced
    join {{ ref('stg_shopify__joined_lines') }} as joined on joined.order_line_key = priced.order_line_key
    where joined.joined_at >= {{ as_of }} and not priced.is_gift_card
    group by priced.order_key
)

select
    orders.order_key as key,
    orders.total_amount as ledger_amount,
    recorded.total_amount as vendor_amount
from {{ ref('fct_orders') }} as orders
join {{ ref('stg_shopify__orders') }} as recorded on recorded.order_key = orders.order_key
left join gift_cards on gift_cards.order_key = orders.order_key
left join refunds on refunds.order_key = orders.order_key
left join later on later.order_key = orders.order_key
where not orders.is_test and orders.total_amount <> recorded.total_amount - recorded.tip_amount
    - coalesce(gift_cards.amount, 0)
    - coalesce(later.amount, 0)
    + coalesce(refunds.amount, 0)
