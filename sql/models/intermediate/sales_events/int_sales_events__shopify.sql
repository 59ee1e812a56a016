/*---
model: int_sales_events__shopify
conforms: sales_events
about: A view, because fct_sales is its only reader, and storing it would cost more than computing it.
materialize: view
decisions: [docs/decisions/0010-sales-ledger.md, docs/decisions/0041-shop-report.md]
---*/
with

orders as (
    select
        order_key, processed_at, cancelled_at, financial_status, is_tax_included, total_amount, tip_amount, duty_amount, fee_amount
    from {{ changed('stg_shopify__orders') }}
),

lines as (
    select priced.*, greatest(orders.processed_at, coalesce(joined.joined_at, orders.processed_at)) as processed_at
    from {{ changed('int_order_lines__shopify') }} as priced
    join orders on orders.order_key = priced.order_key
    left join {{ changed('stg_shopify__joined_lines') }} as joined on joined.order_line_key = priced.order_line_key
    where not priced.is_gift_card and not priced.is_tip
),

shipping as (
    select
        shipped.*,
        orders.processed_at,
        case when orders.is_tax_included then shipped.tax_amount else 0::decimal(18,4) end as included_tax_amount
    from {{ changed('stg_shopify__shipping_lines') }} as shipped
    join orders on orders.order_key = shipped.order_key
),

all_refund_lines as (
    select
        refunded.*,
        coalesce(priced.is_gift_card or priced.is_tip, false) as is_no_sale,
        priced.order_line_id,
        priced.product_key,
        case when orders.is_tax_included then refunded.tax_amount else 0::decimal(18,4) end as included_tax_amount
    from {{ changed('stg_shopify__refund_lines') }} as refunded
    join orders on orders.order_key = refunded.order_key
    left join {{ changed('int_order_lines__shopify') }} as priced on priced.order_line_key = refunded.order_line_key
),

refund_lines as (
    -- Gift cards and tips are not sales, so their refund is not a return.
    select * from all_refund_lines where not is_no_sale
),

refund_shipping as (
    select
        refunded.*,
        case when orders.is_tax_included then refunded.tax_amount else 0::decimal(18,4) end as included_tax_amount
    from {{ changed('stg_shopify__refund_shipping_lines') }} as refunded
    join orders on orders.order_key = refunded.order_key
),

adjustments as (
    select * from {{ changed('stg_shopify__refund_adjustments') }}
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
    select refund_key || ':duty', order_key, null, null, refund_id, null, processed_at, 'refund', 'duty', 0::bigint, -duty_amount
    from {{ changed('stg_shopify__refunds') }}
    where duty_amount <> 0

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
    from {{ changed('int_order_lines__shopify') }}
    where is_gift_card
    group by order_key
),

explained as (
    select order_key, sum(amount) as amount
    from events
    where event_type <> 'refund'
    group by order_key
),

-- Unexplained money in the vendor's total is an event of its own, so that Σ of an order is the vendor's total.
unexplained as (
    select
        orders.order_key,
        orders.processed_at,
        orders.total_amount - orders.tip_amount - coalesce(gift_cards.amount, 0) - coalesce(explained.amount, 0) as amount
    from orders
    left join gift_cards on gift_cards.order_key = orders.order_key
    left join explained on explained.order_key = orders.order_key
),

-- The part of a refund's money explained by its lines, shipping and adjustments, gift cards and tips included.
told as (
    select refund_key, sum(amount) as amount
    from (
        select refund_key, subtotal_amount + tax_amount - included_tax_amount as amount from all_refund_lines
        union all
        select refund_key, subtotal_amount + tax_amount - included_tax_amount from refund_shipping
        union all
        select refund_key, -amount - tax_amount from adjustments
        union all
        select refund_key, duty_amount from {{ changed('stg_shopify__refunds') }}
    ) as parts
    group by refund_key
),

refunds as (
    select
        refunds.*,
        greatest(refunds.refunded_amount - coalesce(told.amount, 0), 0) as untold_amount
    from {{ changed('stg_shopify__refunds') }} as refunds
    left join told on told.refund_key = refunds.refund_key
),

given_back as (
    select
        order_key,
        sum(refunded_amount) as amount,
        sum(untold_amount) as untold_amount,
        max(case when refunded_amount > 0 then processed_at end) as last_at
    from refunds
    group by order_key
),

adjusted as (
    select distinct order_key from adjustments where amount <> 0 or tax_amount <> 0
),

paid as (
    select order_key, sum(amount) as amount
    from {{ changed('stg_shopify__transactions') }}
    where kind in ('SALE', 'CAPTURE') and status = 'SUCCESS'
    group by order_key
),

-- Orders fully reversed: all money was refunded without naming a part, or they were cancelled before payment.
ended as (
    select
        orders.order_key,
        case
            when given_back.last_at is not null and given_back.amount >= orders.total_amount then given_back.last_at
            else greatest(orders.cancelled_at, orders.processed_at)
        end as ended_at
    from orders
    left join given_back on given_back.order_key = orders.order_key
    left join adjusted on adjusted.order_key = orders.order_key
    left join paid on paid.order_key = orders.order_key
    where
        (
            given_back.last_at is not null
            and given_back.amount >= orders.total_amount
            and (given_back.untold_amount > 0 or adjusted.order_key is not null)
        )
        or (
            orders.cancelled_at is not null
            and coalesce(paid.amount, 0) = 0
            and coalesce(given_back.amount, 0) = 0
            and coalesce(orders.financial_status, 'PENDING') in ('PENDING', 'AUTHORIZED', 'VOIDED', 'EXPIRED')
        )
),

-- Refunded money without a named part: the tip first, then an adjustment of at most the rest of the order.
untold as (
    select
        refunds.refund_key,
        refunds.order_key,
        refunds.refund_id,
        refunds.processed_at,
        refunds.untold_amount - orders.tip_amount as amount
    from refunds
    join orders on orders.order_key = refunds.order_key
    left join ended on ended.order_key = refunds.order_key
    where ended.order_key is null and orders.total_amount > 0
),

recorded as (
    select * from events
    union all
    select
        order_key || ':unexplained', order_key, null, null, null, null, processed_at,
        'adjustment', 'adjustment', 0::bigint, amount
    from unexplained
    where amount <> 0
    union all
    select
        refund_key || ':untold', order_key, null, null, refund_id, null, processed_at,
        'refund', 'adjustment', 0::bigint, -amount
    from untold
    where amount > 0
),

complete as (
    select * from recorded
    union all
    {{ take_back('recorded', 'ended') }}
),

estimated_refunds as (
    select order_key, refund_id from refunds where is_day_estimated
),

final as (
    select
        complete.sale_event_key,
        complete.order_key,
        'shopify' as source,
        split_part(complete.order_key, ':', 2) as connection,
        'shopify:' || split_part(complete.order_key, ':', 2) as shop_key,
        complete.order_line_key,
        complete.order_line_id,
        complete.refund_id,
        complete.product_key,
        complete.event_at,
        estimated_refunds.refund_id is not null as is_day_estimated,
        complete.event_type,
        complete.component,
        complete.quantity::bigint as quantity,
        complete.amount::decimal(18,4) as amount
    from complete
    left join estimated_refunds
        on estimated_refunds.order_key = complete.order_key
        and estimated_refunds.refund_id = complete.refund_id
)

select * from final
