/*---
model: stg_woocommerce__shipping_lines
grain: one row per order and shipping line
key: [shipping_line_key]
materialize: incremental
replace_partition: order_key
required: [charged_amount]
owner: commerce
columns:
  shipping_line_key: { type: varchar, about: "source:connection:id", checks: [unique, not_null] }
  shipping_line_id: { type: varchar }
  order_key: { type: varchar, checks: [not_null] }
  method: { type: varchar }
  charged_amount: { type: "decimal(18,4)", about: Without tax, unit: shop currency }
  tax_amount: { type: "decimal(18,4)", unit: shop currency }
  _nulled: { type: varchar, about: "Columns whose value could not be read, by name" }
---*/
with

orders as (
    select * from {{ changed('stg_woocommerce__orders') }}
),

final as (
    select
        'woocommerce:' || orders.connection || ':' || {{ as_text('line.value', 'id') }} as shipping_line_key,
        {{ as_text('line.value', 'id') }} as shipping_line_id,
        orders.order_key,
        {{ as_text('line.value', 'method_id') }} as method,
        nullif({{ as_text('line.value', 'total') }}, '')::decimal(18,4) as charged_amount,
        nullif({{ as_text('line.value', 'total_tax') }}, '')::decimal(18,4) as tax_amount,
        {{ nulled }} as _nulled
    from {{ explode('orders', 'shipping_lines', 'line') }}
)

select * from final
