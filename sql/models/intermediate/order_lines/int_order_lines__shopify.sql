/*---
model: int_order_lines__shopify
conforms: order_lines
about: >-
  Units that are missing without a refund were never sold, unless the vendor's total still charges for them: the rest of the line keeps its
  share of discount and tax. With tax-inclusive prices, goods and discount are stated net, so that goods - discount + tax is the amount
  charged.
materialize: incremental
decisions: [docs/decisions/0010-sales-ledger.md]
---*/
with

orders as (
    select order_key, connection, is_tax_included, total_amount, tip_amount, duty_amount + fee_amount as beside_amount
    from {{ changed('stg_shopify__orders') }}
),

lines as (
    select * from {{ changed('stg_shopify__order_lines') }}
),

refunded as (
    select order_line_key, sum(quantity)::bigint as quantity
    from {{ changed('stg_shopify__refund_lines') }}
    group by order_line_key
),

shipping as (
    select order_key, sum(charged_amount) as charged_amount, sum(tax_amount) as tax_amount
    from {{ changed('stg_shopify__shipping_lines') }}
    group by order_key
),

-- A tip may be one of the lines: a custom item with the tip's amount, needed for the total to add up.
tips as (
    select
        lines.order_key,
        min(case
            when lines.product_key is null and lines.product_id is null and not lines.is_gift_card and lines.tax_amount = 0
                and lines.unit_price_amount * lines.quantity - lines.discount_amount = orders.tip_amount
                then lines.order_line_key
        end) as order_line_key
    from lines
    join orders on orders.order_key = lines.order_key
    left join shipping on shipping.order_key = lines.order_key
    where orders.tip_amount > 0
    group by lines.order_key
    having sum(
        lines.unit_price_amount * lines.quantity - lines.discount_amount
        + case when orders.is_tax_included then 0 else lines.tax_amount end
    ) = min(orders.total_amount - orders.beside_amount)
        - coalesce(min(shipping.charged_amount + case when orders.is_tax_included then 0 else shipping.tax_amount end), 0)
),

counted as (
    select
        lines.*,
        tips.order_line_key is not null as is_tip,
        orders.connection,
        orders.is_tax_included,
        orders.total_amount - orders.beside_amount - orders.tip_amount as charged_amount,
        coalesce(refunded.quantity, 0) as refunded_quantity,
        greatest(lines.quantity - lines.current_quantity - coalesce(refunded.quantity, 0), 0) as missing_quantity
    from lines
    join orders on orders.order_key = lines.order_key
    left join refunded on refunded.order_line_key = lines.order_line_key
    left join tips on tips.order_line_key = lines.order_line_key
),

edited as (
    select
        order_key,
        min(charged_amount) as charged_amount,
        sum(
            unit_price_amount * quantity - discount_amount + case when is_tax_included then 0 else tax_amount end
        ) as listed_amount,
        count_if(is_tax_included) > 0 as is_tax_included
    from counted
    where not is_tip
    group by order_key
    having sum(missing_quantity) > 0
),

still_charged as (
    select edited.order_key
    from edited
    left join shipping on shipping.order_key = edited.order_key
    where edited.charged_amount = edited.listed_amount
        + coalesce(shipping.charged_amount, 0)
        + case when edited.is_tax_included then 0 else coalesce(shipping.tax_amount, 0) end
),

kept as (
    select
        counted.*,
        quantity - case when still_charged.order_key is null then missing_quantity else 0 end as sold_quantity
    from counted
    left join still_charged on still_charged.order_key = counted.order_key
),

shared as (
    select
        kept.*,
        (unit_price_amount * sold_quantity)::decimal(18,4) as listed_amount,
        case
            when sold_quantity = quantity then discount_amount
            else {{ prorate('discount_amount', 'sold_quantity', 'quantity') }}
        end as kept_discount_amount,
        case
            when sold_quantity = quantity then tax_amount
            else {{ prorate('tax_amount', 'sold_quantity', 'quantity') }}
        end as kept_tax_amount
    from kept
),

taxed as (
    select
        shared.*,
        case
            when not is_tax_included or kept_tax_amount = 0 then 0::decimal(18,4)
            else coalesce(
                {{ prorate('kept_tax_amount', 'listed_amount', '(listed_amount - kept_discount_amount)') }},
                kept_tax_amount
            )
        end as tax_in_list_amount,
        case when is_tax_included then kept_tax_amount else 0::decimal(18,4) end as included_tax_amount
    from shared
),

final as (
    select
        order_line_key,
        order_line_id,
        order_key,
        'shopify' as source,
        connection,
        'shopify:' || connection as shop_key,
        product_key,
        sku,
        title,
        unit_price_amount,
        is_gift_card,
        is_tip,
        sold_quantity::bigint as sold_quantity,
        refunded_quantity::bigint as refunded_quantity,
        (listed_amount - tax_in_list_amount)::decimal(18,4) as gross_amount,
        (kept_discount_amount - tax_in_list_amount + included_tax_amount)::decimal(18,4) as discount_amount,
        kept_tax_amount::decimal(18,4) as tax_amount
    from taxed
)

select * from final
