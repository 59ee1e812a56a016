/*---
model: int_order_lines__magento
conforms: order_lines
about: What was cancelled of a line was never sold; the rest keeps its share of price, discount and tax.
materialize: incremental
decisions: [docs/decisions/0043-magento-orders.md]
---*/
with

orders as (
    select order_key, connection, shop_key, cancelled_at from {{ changed('int_orders__magento') }}
),

kept as (
    select
        lines.*,
        orders.connection,
        orders.shop_key,
        case
            when orders.cancelled_at is not null then 0
            else greatest(coalesce(lines.quantity, 0) - coalesce(lines.canceled_quantity, 0), 0)
        end::decimal(18,4) as sold_quantity
    from {{ changed('stg_magento__order_lines') }} as lines
    join orders on orders.order_key = lines.order_key
),

shared as (
    select
        kept.*,
        case when sold_quantity = quantity then gross_amount else {{ prorate('gross_amount', 'sold_quantity', 'quantity') }} end as kept_gross,
        case when sold_quantity = quantity then discount_amount else {{ prorate('discount_amount', 'sold_quantity', 'quantity') }} end as kept_discount,
        case when sold_quantity = quantity then tax_amount else {{ prorate('tax_amount', 'sold_quantity', 'quantity') }} end as kept_tax
    from kept
),

final as (
    select
        order_line_key,
        order_line_id,
        order_key,
        'magento' as source,
        connection,
        shop_key,
        product_key,
        sku,
        title,
        (coalesce(gross_amount, 0) / coalesce(nullif(quantity, 0), 1))::decimal(18,4) as unit_price_amount,
        coalesce(product_type = 'giftcard', false) as is_gift_card,
        false as is_tip,
        ceil(sold_quantity)::bigint as sold_quantity,
        ceil(coalesce(refunded_quantity, 0))::bigint as refunded_quantity,
        coalesce(kept_gross, 0)::decimal(18,4) as gross_amount,
        coalesce(kept_discount, 0)::decimal(18,4) as discount_amount,
        coalesce(kept_tax, 0)::decimal(18,4) as tax_amount
    from shared
)

select * from final
