/*---
model: int_sales_events__woocommerce
conforms: sales_events
about: >-
  Sales of the orders that the shop's own report has. A fee is an event of its own; a negative one (a gift card or a discount of a
  plugin) is a discount. Of a refund the amount leads, unless it is nothing; what its lines do not tell is an adjustment, or, where the
  whole order was given back, the parts of the order that are left.
materialize: view
decisions: [docs/decisions/0010-sales-ledger.md, docs/decisions/0042-woocommerce-orders.md]
---*/
with

counted as (
    select order_key from {{ changed('int_orders__woocommerce') }} where not is_voided and cancelled_at is null
),

orders as (
    select orders.order_key, orders.connection, orders.created_at, orders.total_amount
    from {{ changed('stg_woocommerce__orders') }} as orders
    join counted on counted.order_key = orders.order_key
),

lines as (
    select lines.*, orders.created_at
    from {{ changed('int_order_lines__woocommerce') }} as lines
    join orders on orders.order_key = lines.order_key
),

shipping as (
    select shipped.*, orders.created_at
    from {{ changed('stg_woocommerce__shipping_lines') }} as shipped
    join orders on orders.order_key = shipped.order_key
),

fees as (
    select fees.*, orders.created_at
    from {{ changed('stg_woocommerce__fee_lines') }} as fees
    join orders on orders.order_key = fees.order_key
),

refunds as (
    select refunds.*
    from {{ changed('stg_woocommerce__refunds') }} as refunds
    join orders on orders.order_key = refunds.order_key
),

refund_fees as (
    select fees.*, refunds.refund_id, refunds.created_at
    from {{ changed('stg_woocommerce__refund_fee_lines') }} as fees
    join refunds on refunds.refund_key = fees.refund_key
),

sold as (
    {{ line_events('lines') }}

    union all
    select shipping_line_key || ':shipping', order_key, null, null, null, null, created_at, 'shipping', 'shipping', 0::bigint, charged_amount
    from shipping
    where charged_amount <> 0

    union all
    select shipping_line_key || ':shipping_tax', order_key, null, null, null, null, created_at, 'tax', 'tax', 0::bigint, tax_amount
    from shipping
    where tax_amount <> 0

    union all
    select
        fee_line_key || ':fee', order_key, null, null, null, null, created_at,
        case when amount < 0 then 'discount' else 'fee' end, case when amount < 0 then 'discount' else 'fee' end, 0::bigint, amount
    from fees
    where amount <> 0

    union all
    select fee_line_key || ':fee_tax', order_key, null, null, null, null, created_at, 'tax', 'tax', 0::bigint, tax_amount
    from fees
    where tax_amount <> 0
),

returned as (
    select
        lines.refund_line_key || ':goods' as sale_event_key, refunds.order_key, lines.order_line_key,
        split_part(lines.order_line_key, ':', 3) as order_line_id, refunds.refund_id, lines.product_key, refunds.created_at as event_at,
        'refund' as event_type, 'goods' as component, -ceil(coalesce(lines.quantity, 0))::bigint as quantity,
        -coalesce(lines.subtotal_amount, 0) as amount
    from {{ changed('stg_woocommerce__refund_lines') }} as lines
    join refunds on refunds.refund_key = lines.refund_key
    where lines.subtotal_amount <> 0 or lines.quantity <> 0

    union all
    select
        lines.refund_line_key || ':tax', refunds.order_key, lines.order_line_key, split_part(lines.order_line_key, ':', 3),
        refunds.refund_id, lines.product_key, refunds.created_at, 'refund', 'tax', 0::bigint, -lines.tax_amount
    from {{ changed('stg_woocommerce__refund_lines') }} as lines
    join refunds on refunds.refund_key = lines.refund_key
    where lines.tax_amount <> 0

    union all
    select
        shipped.refund_shipping_line_key || ':shipping', refunds.order_key, null, null, refunds.refund_id, null, refunds.created_at,
        'refund', 'shipping', 0::bigint, -shipped.subtotal_amount
    from {{ changed('stg_woocommerce__refund_shipping_lines') }} as shipped
    join refunds on refunds.refund_key = shipped.refund_key
    where shipped.subtotal_amount <> 0

    union all
    select
        shipped.refund_shipping_line_key || ':shipping_tax', refunds.order_key, null, null, refunds.refund_id, null, refunds.created_at,
        'refund', 'tax', 0::bigint, -shipped.tax_amount
    from {{ changed('stg_woocommerce__refund_shipping_lines') }} as shipped
    join refunds on refunds.refund_key = shipped.refund_key
    where shipped.tax_amount <> 0

    union all
    select refund_fee_line_key || ':fee', order_key, null, null, refund_id, null, created_at, 'refund', 'fee', 0::bigint, amount
    from refund_fees
    where amount <> 0

    union all
    select refund_fee_line_key || ':fee_tax', order_key, null, null, refund_id, null, created_at, 'refund', 'tax', 0::bigint, tax_amount
    from refund_fees
    where tax_amount <> 0
),

explained as (
    select order_key, sum(amount) as amount from sold group by order_key
),

told as (
    select order_key, refund_id, -sum(amount) as amount from returned group by order_key, refund_id
),

given_back as (
    select
        refunds.refund_key,
        refunds.refund_id,
        refunds.order_key,
        refunds.created_at,
        coalesce(nullif(refunds.refunded_amount, 0), told.amount, 0) as amount,
        coalesce(told.amount, 0) as told_amount
    from refunds
    left join told on told.order_key = refunds.order_key and told.refund_id = refunds.refund_id
),

-- All money was given back, and for a part of it nobody says for what.
ended as (
    select orders.order_key, max(given_back.created_at) as ended_at
    from given_back
    join orders on orders.order_key = given_back.order_key
    group by orders.order_key
    having sum(given_back.amount) >= min(orders.total_amount) and sum(given_back.amount) > sum(given_back.told_amount)
),

recorded as (
    select * from sold
    union all
    select * from returned
    union all
    select
        orders.order_key || ':unexplained', orders.order_key, null, null, null, null, orders.created_at,
        'adjustment', 'adjustment', 0::bigint, orders.total_amount - coalesce(explained.amount, 0)
    from orders
    left join explained on explained.order_key = orders.order_key
    where orders.total_amount <> coalesce(explained.amount, 0)
    union all
    select
        given_back.refund_key || ':untold', given_back.order_key, null, null, given_back.refund_id, null, given_back.created_at,
        'refund', 'adjustment', 0::bigint, given_back.told_amount - given_back.amount
    from given_back
    left join ended on ended.order_key = given_back.order_key
    where ended.order_key is null and given_back.told_amount <> given_back.amount
),

complete as (
    select * from recorded
    union all
    {{ take_back('recorded', 'ended') }}
),

final as (
    select
        sale_event_key,
        order_key,
        'woocommerce' as source,
        split_part(order_key, ':', 2) as connection,
        'woocommerce:' || split_part(order_key, ':', 2) as shop_key,
        order_line_key,
        order_line_id,
        refund_id,
        product_key,
        event_at,
        false as is_day_estimated,
        event_type,
        component,
        quantity::bigint as quantity,
        amount::decimal(18,4) as amount
    from complete
)

select * from final
