/*---
model: int_order_lines__woocommerce
conforms: order_lines
about: >-
  The vendor states lines without tax, before and after coupons. A line whose price was raised was sold at the raised price, and a line below
  zero, as plugins write them, is a discount. Goods sold by weight count as whole units.
materialize: view
decisions: [docs/decisions/0042-woocommerce-orders.md]
---*/
with

orders as (
    select order_key, connection from {{ changed('int_orders__woocommerce') }}
),

stated as (
    select
        order_line_key, order_line_id, order_key, product_key, sku, title, tax_amount,
        greatest(coalesce(quantity, 0), 0) as quantity,
        coalesce(gross_amount, 0) as listed_amount,
        coalesce(gross_amount, 0) - coalesce(discount_amount, 0) as charged_amount
    from {{ changed('stg_woocommerce__order_lines') }}
),

lines as (
    select *, greatest(listed_amount, charged_amount, 0) as gross_amount
    from stated
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
        (lines.gross_amount / coalesce(nullif(lines.quantity, 0), 1))::decimal(18,4) as unit_price_amount,
        false as is_gift_card,
        false as is_tip,
        ceil(lines.quantity)::bigint as sold_quantity,
        coalesce(refunded.quantity, 0) as refunded_quantity,
        lines.gross_amount::decimal(18,4) as gross_amount,
        (lines.gross_amount - lines.charged_amount)::decimal(18,4) as discount_amount,
        coalesce(lines.tax_amount, 0)::decimal(18,4) as tax_amount
    from lines
    join orders on orders.order_key = lines.order_key
    left join refunded on refunded.order_line_key = lines.order_line_key
)

select * from final
