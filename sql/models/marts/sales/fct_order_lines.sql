/*---
model: fct_order_lines
grain: one row per line of an order placed before as_of
key: [order_line_key]
materialize: incremental
replace_partition: order_key
owner: commerce
date: order_date
decisions: [docs/decisions/0010-sales-ledger.md, docs/decisions/0044-reporting-currency.md, docs/decisions/0046-products.md]
plausible:
  by: "split_part(order_key, ':', 1) || ':' || split_part(order_key, ':', 2)"
  day: order_date
  measures:
    lines: { about: Lines of orders, count: "true", unit: lines, metrics: [units, net_sales] }
    list_price: { about: List price relative to the product's usual price, level: unit_price_amount, within: shop_product_key, unit: times, metrics: [gross_sales, net_sales, average_order_value] }
    price_paid: { about: Price paid of a unit, level: "net_amount / nullif(quantity, 0)", unit: currency, metrics: [net_sales, average_order_value] }
    units_per_line: { about: Units of a line, share: "least(quantity, 20)", of: "1", metrics: [units, units_per_order] }
    discount_share: { about: Discounts relative to gross sales of lines, share: discount_amount, of: gross_amount, metrics: [discounts, discount_rate, net_sales] }
    tax_share: { about: Tax relative to net sales of lines, share: tax_amount, of: net_amount, metrics: [taxes, total_sales] }
    unknown_product_share: { about: Lines without a known product, share: product_key is null, metrics: [units] }
    free_share: { about: Lines with a price of zero, share: unit_price_amount = 0, metrics: [gross_sales, net_sales] }
columns:
  order_line_key: { type: varchar, about: "source:connection:id", checks: [unique, not_null] }
  order_line_id: { type: varchar, checks: [not_null] }
  order_key: { type: varchar, checks: [not_null, { in: fct_orders.order_key }] }
  order_id: { type: varchar }
  customer_key: { type: varchar, checks: [{ in: dim_customers.customer_key }] }
  product_key: { type: varchar, about: "Across shops; null for a custom item of the shop", checks: [{ in: dim_products.product_key, severity: warn }] }
  shop_product_key: { type: varchar, about: "The variant in the words of its shop", checks: [{ in: dim_shop_products.shop_product_key, severity: warn }] }
  sku: { type: varchar }
  title: { type: varchar }
  quantity: { type: bigint, about: "Units sold: ordered less those removed by an edit", unit: units, checks: [not_null, { min: 0 }] }
  current_quantity: { type: bigint, about: "Units left after refunds; the check refunds_stay_within_sales names lines with more refunds than sales", unit: units, checks: [not_null, { min: 0 }] }
  unit_price_amount: { type: "decimal(18,4)", about: "Before discounts, as listed", unit: currency, checks: [not_null, { min: 0 }] }
  gross_amount: { type: "decimal(18,4)", about: Without included tax, unit: currency, checks: [not_null, { min: 0 }] }
  discount_amount: { type: "decimal(18,4)", about: Positive, unit: currency, checks: [not_null, { min: 0 }] }
  net_amount: { type: "decimal(18,4)", about: gross - discount; refunds are in their own column, unit: currency, checks: [not_null] }
  tax_amount: { type: "decimal(18,4)", unit: currency, checks: [not_null] }
  refunded_quantity: { type: bigint, unit: units, checks: [not_null, { min: 0 }] }
  refund_amount: { type: "decimal(18,4)", about: "Returned goods, positive", unit: currency, checks: [not_null] }
  currency: { type: varchar, checks: [not_null] }
  presentment_net_amount: { type: "decimal(18,4)", about: "net_amount at the order's own rate; null where it has none", unit: presentment_currency }
  presentment_currency: { type: varchar, about: The shopper's }
  reporting_net_amount: { type: "decimal(18,4)", about: "net_amount at the rate of order_date; null without a rate", unit: reporting_currency }
  reporting_currency: { type: varchar, checks: [not_null] }
  ordered_at: { type: timestamp, checks: [not_null] }
  order_date: { type: date, checks: [not_null] }
  is_gift_card: { type: boolean, checks: [not_null] }
---*/
with

orders as (
    select * from {{ changed('int_orders_identified') }}
),

lines as (
    select * from {{ union_of('order_lines') }} as lines where not is_tip
),

refunds as (
    select
        order_key,
        order_line_id,
        -sum(quantity) as refunded_quantity,
        -sum(amount) as refund_amount
    from {{ changed('fct_sales') }}
    where event_type = 'refund' and component = 'goods'
    group by order_key, order_line_id
),

final as (
    select
        lines.order_line_key,
        lines.order_line_id,
        lines.order_key,
        orders.order_id,
        orders.customer_key,
        coalesce(products.product_key, lines.product_key) as product_key,
        lines.product_key as shop_product_key,
        lines.sku,
        lines.title,
        lines.sold_quantity as quantity,
        greatest(lines.sold_quantity - coalesce(refunds.refunded_quantity, 0), 0)::bigint as current_quantity,
        lines.unit_price_amount,
        lines.gross_amount,
        lines.discount_amount,
        (lines.gross_amount - lines.discount_amount)::decimal(18,4) as net_amount,
        lines.tax_amount,
        coalesce(refunds.refunded_quantity, 0)::bigint as refunded_quantity,
        coalesce(refunds.refund_amount, 0)::decimal(18,4) as refund_amount,
        orders.currency,
        {{ converted('(lines.gross_amount - lines.discount_amount)', 'orders.currency', 'orders.presentment_currency', 'orders.presentment_rate') }} as presentment_net_amount,
        orders.presentment_currency,
        {{ converted('(lines.gross_amount - lines.discount_amount)', 'orders.currency', 'orders.reporting_currency', 'rates.reporting_rate') }} as reporting_net_amount,
        orders.reporting_currency,
        orders.ordered_at,
        orders.order_date,
        lines.is_gift_card
    from lines
    join orders on orders.order_key = lines.order_key
    left join refunds on refunds.order_key = lines.order_key and refunds.order_line_id = lines.order_line_id
    left join {{ changed('int_order_rates') }} as rates on rates.order_key = lines.order_key and rates.rate_date = orders.order_date
    left join {{ changed('int_order_products') }} as products
        on products.order_key = lines.order_key and products.shop_product_key = lines.product_key
)

select * from final
