/*---
model: stg_shopify__shipping_lines
grain: one row per order and shipping line; lines the vendor gave no id are one row
key: [shipping_line_key]
materialize: incremental
replace_partition: order_key
required: [charged_amount]
owner: commerce
columns:
  shipping_line_key: { type: varchar, about: order_key and id, checks: [unique, not_null] }
  shipping_line_id: { type: varchar }
  order_key: { type: varchar, checks: [not_null] }
  charged_amount: { type: "decimal(18,4)", about: After discounts, unit: shop currency, checks: [not_null, { min: 0 }] }
  tax_amount: { type: "decimal(18,4)", unit: shop currency, checks: [not_null] }
  _nulled: { type: varchar, about: "Columns whose value could not be read, by name" }
---*/
with

orders as (
    select * from {{ changed('stg_shopify__orders') }}
),

-- A removed line costs nothing. A filter here would make DuckDB join orders with their own lists.
lines as (
    select
        orders.order_key,
        {{ shopify_id('line.value', 'id') }} as shipping_line_id,
        case
            when coalesce({{ as_text('line.value', 'isRemoved') }}::boolean, false) then 0
            else {{ as_text('line.value', 'discountedPriceSet.shopMoney.amount') }}::decimal(18,4)
        end as charged_amount,
        case
            when {{ as_text('line.value', 'isRemoved') }}::boolean then 0
            else {{ sum_of(nested('line.value', 'taxLines'), 'priceSet.shopMoney.amount') }}
        end as tax_amount,
        {{ nulled }} as _nulled
    from {{ explode('orders', 'shipping_lines', 'line') }}
),

final as (
    select
        order_key || ':' || coalesce(shipping_line_id, 'none') as shipping_line_key,
        shipping_line_id,
        order_key,
        sum(charged_amount)::decimal(18,4) as charged_amount,
        sum(tax_amount)::decimal(18,4) as tax_amount,
        max(_nulled) as _nulled
    from lines
    group by order_key, shipping_line_id
)

select * from final
