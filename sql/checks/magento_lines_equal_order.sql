/*---
check: magento_lines_equal_order
about: "Price, discount or tax of an order's lines does not equal the order's; a discount beyond the lines may be at most the shipping's"
table: staging.stg_magento__order_lines
family: reconciliation
severity: warn
unit: orders
fault:
  effect: unexplained
  stream: orders
  field: items
  reason: the lines of the order do not add up to it
---*/
with

goods as (
    select
        order_key,
        count(*) as lines,
        sum(gross_amount) as gross_amount,
        sum(discount_amount) as discount_amount,
        sum(tax_amount) as tax_amount
    from {{ ref('stg_magento__order_lines') }}
    group by order_key
),

compared as (
    select
        orders.order_key,
        orders.currency,
        coalesce(orders.shipping_amount, 0) as carriage,
        0.01 * (coalesce(goods.lines, 0) + 1) as rounding,
        coalesce(orders.subtotal_amount, 0) - coalesce(goods.gross_amount, 0) as gross,
        coalesce(orders.discount_amount, 0) - orders.discount_tax_amount - coalesce(goods.discount_amount, 0) as discount,
        coalesce(orders.tax_amount, 0) - coalesce(orders.shipping_tax_amount, 0) - coalesce(goods.tax_amount, 0) as tax
    from {{ ref('stg_magento__orders') }} as orders
    left join goods on goods.order_key = orders.order_key
),

beyond as (
    select
        order_key,
        currency,
        case when abs(gross) > rounding then gross else 0 end as gross,
        case
            when discount < -rounding then discount
            when discount > carriage + rounding then discount - carriage
            else 0
        end as discount,
        case when abs(tax) > rounding then tax else 0 end as tax
    from compared
)

select order_key as key, (abs(gross) + abs(discount) + abs(tax))::decimal(18,4) as amount, currency
from beyond
where gross <> 0 or discount <> 0 or tax <> 0
