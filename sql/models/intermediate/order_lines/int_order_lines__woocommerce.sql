/*---
model: int_order_lines__woocommerce
conforms: order_lines
about: The vendor states lines without tax, before and after codes. Parts of a unit, of goods sold by weight, count as whole ones.
materialize: view
decisions: [docs/decisions/0042-woocommerce-orders.md]
---*/
with

orders as (
    select order_key, connection from {{ changed('int_orders__woocommerce') }}
),

lines as (
    select * from {{ changed('stg_woocommerce__order_lines') }}
),

refunded as (
    select order_line_key, sum(ceil(quantity))::bigint as quantity
    from {{ changed('stg_woocommerce__refund_lines') }}
    where order_line_key is not null
    group by order_line_key
),

final as (
    select
        lines.order_line_key,
        lines.order_line_id,
        lines.order_key,
        'woocommerce' as source,
        orders.connection,
        'woocommerce:' || orders.connection as shop_key,
        lines.product_key,
        lines.sku,
        lines.title,
        (lines.gross_amount / nullif(lines.quantity, 0))::decimal(18,4) as unit_price_amount,
        false as is_gift_card,
        false as is_tip,
        coalesce(ceil(lines.quantity), 0)::bigint as sold_quantity,
        coalesce(refunded.quantity, 0) as refunded_quantity,
        coalesce(lines.gross_amount, 0)::decimal(18,4) as gross_amount,
        coalesce(lines.discount_amount, 0)::decimal(18,4) as discount_amount,
        coalesce(lines.tax_amount, 0)::decimal(18,4) as tax_amount
    from lines
    join orders on orders.order_key = lines.order_key
    left join refunded on refunded.order_line_key = lines.order_line_key
)

select * from final
