/*---
model: int_sales_events_recorded
about: >-
  Everything that adds to or takes from sales, in UTC and without the customer. A view: fct_sales is its one reader, and writing
  it down would cost more than computing it.
grain: one row per event and what it is about
key: [sale_event_key]
materialize: view
owner: commerce
decisions: [docs/decisions/0010-sales-ledger.md, docs/decisions/0041-shop-report.md]
columns:
  sale_event_key: { type: varchar, checks: [not_null] }
  order_key: { type: varchar, checks: [not_null] }
  order_line_key: { type: varchar }
  order_line_id: { type: varchar }
  refund_id: { type: varchar }
  product_key: { type: varchar }
  event_at: { type: timestamp }
  event_type: { type: varchar }
  component: { type: varchar }
  quantity: { type: bigint, unit: units }
  amount: { type: "decimal(18,4)", unit: shop currency }
---*/
with

orders as (
    select order_key, processed_at, is_tax_included, total_amount, tip_amount, duty_amount, fee_amount from {{ ref('stg_shopify__orders') }}
),

lines as (
    select priced.*, greatest(orders.processed_at, coalesce(joined.joined_at, orders.processed_at)) as processed_at
    from {{ ref('int_order_lines_priced') }} as priced
    join orders on orders.order_key = priced.order_key
    left join {{ ref('stg_shopify__joined_lines') }} as joined on joined.order_line_key = priced.order_line_key
    where not priced.is_gift_card
),

shipping as (
    select
        shipped.*,
        orders.processed_at,
        case when orders.is_tax_included then shipped.tax_amount else 0::decimal(18,4) end as included_tax_amount
    from {{ ref('stg_shopify__shipping_lines') }} as shipped
    join orders on orders.order_key = shipped.order_key
),

refund_lines as (
    select
        refunded.*,
        priced.order_line_id,
        priced.product_key,
        case when orders.is_tax_included then refunded.tax_amount else 0::decimal(18,4) end as included_tax_amount
    from {{ ref('stg_shopify__refund_lines') }} as refunded
    join orders on orders.order_key = refunded.order_key
    -- Gift cards are no sale, so their refund is none.
    left join {{ ref('int_order_lines_priced') }} as priced on priced.order_line_key = refunded.order_line_key
    where not coalesce(priced.is_gift_card, false)
),

refund_shipping as (
    select
        refunded.*,
        case when orders.is_tax_included then refunded.tax_amount else 0::decimal(18,4) end as included_tax_amount
    from {{ ref('stg_shopify__refund_shipping_lines') }} as refunded
    join orders on orders.order_key = refunded.order_key
),

adjustments as (
    select * from {{ ref('stg_shopify__refund_adjustments') }}
),

events as (
    select
        order_line_key || ':sale' as sale_event_key, order_key, order_line_key, order_line_id, null::varchar as refund_id, product_key, processed_at as event_at,
        'sale' as event_type, 'goods' as component, sold_quantity as quantity, gross_amount as amount
    from lines
    where sold_quantity > 0

    union all
    select
        order_line_key || ':discount', order_key, order_line_key, order_line_id, null, product_key, processed_at,
        'discount', 'discount', 0::bigint, -discount_amount
    from lines
    where discount_amount <> 0

    union all
    select order_line_key || ':tax', order_key, order_line_key, order_line_id, null, product_key, processed_at, 'tax', 'tax', 0::bigint, tax_amount
    from lines
    where tax_amount <> 0

    union all
    select
        shipping_line_key || ':shipping', order_key, null, null, null, null, processed_at,
        'shipping', 'shipping', 0::bigint, charged_amount - included_tax_amount
    from shipping
    where charged_amount <> included_tax_amount

    union all
    select shipping_line_key || ':shipping_tax', order_key, null, null, null, null, processed_at, 'tax', 'tax', 0::bigint, tax_amount
    from shipping
    where tax_amount <> 0

    union all
    select order_key || ':duty', order_key, null, null, null, null, processed_at, 'duty', 'duty', 0::bigint, duty_amount
    from orders
    where duty_amount <> 0

    union all
    select order_key || ':fee', order_key, null, null, null, null, processed_at, 'fee', 'fee', 0::bigint, fee_amount
    from orders
    where fee_amount <> 0

    union all
    select
        refund_line_key || ':goods', order_key, order_line_key, order_line_id, refund_id, product_key, processed_at,
        'refund', 'goods', -quantity, included_tax_amount - subtotal_amount
    from refund_lines

    union all
    select refund_line_key || ':tax', order_key, order_line_key, order_line_id, refund_id, product_key, processed_at, 'refund', 'tax', 0::bigint, -tax_amount
    from refund_lines
    where tax_amount <> 0

    union all
    select
        refund_key || ':shipping', order_key, null, null, refund_id, null, processed_at,
        'refund', 'shipping', 0::bigint, included_tax_amount - subtotal_amount
    from refund_shipping

    union all
    select refund_key || ':shipping_tax', order_key, null, null, refund_id, null, processed_at, 'refund', 'tax', 0::bigint, -tax_amount
    from refund_shipping
    where tax_amount <> 0

    union all
    select refund_key || ':adjustment', order_key, null, null, refund_id, null, processed_at, 'refund', 'adjustment', 0::bigint, amount
    from adjustments
    where amount <> 0

    union all
    select refund_key || ':adjustment_tax', order_key, null, null, refund_id, null, processed_at, 'refund', 'tax', 0::bigint, tax_amount
    from adjustments
    where tax_amount <> 0
),

gift_cards as (
    select order_key, sum(gross_amount - discount_amount + tax_amount) as amount
    from {{ ref('int_order_lines_priced') }}
    where is_gift_card
    group by order_key
),

explained as (
    select order_key, sum(amount) as amount
    from events
    where event_type <> 'refund'
    group by order_key
),

-- What the vendor's total holds and no field explains is an event of its own, so that Σ of an order is the vendor's total.
unexplained as (
    select
        orders.order_key,
        orders.processed_at,
        orders.total_amount - orders.tip_amount - coalesce(gift_cards.amount, 0) - coalesce(explained.amount, 0) as amount
    from orders
    left join gift_cards on gift_cards.order_key = orders.order_key
    left join explained on explained.order_key = orders.order_key
),

complete as (
    select * from events
    union all
    select
        order_key || ':unexplained', order_key, null, null, null, null, processed_at,
        'adjustment', 'adjustment', 0::bigint, amount
    from unexplained
    where amount <> 0
),

final as (
    select
        sale_event_key,
        order_key,
        order_line_key,
        order_line_id,
        refund_id,
        product_key,
        event_at,
        event_type,
        component,
        quantity::bigint as quantity,
        amount::decimal(18,4) as amount
    from complete
)

select * from final
