/*---
model: stg_woocommerce__fee_lines
grain: one row per order and fee
key: [fee_line_key]
materialize: incremental
replace_partition: order_key
required: [amount]
owner: commerce
columns:
  fee_line_key: { type: varchar, about: "source:connection:id", checks: [unique, not_null] }
  order_key: { type: varchar, checks: [not_null] }
  amount: { type: "decimal(18,4)", about: "Without tax; plugins write gift cards and discounts as negative fees", unit: shop currency }
  tax_amount: { type: "decimal(18,4)", unit: shop currency }
  _nulled: { type: varchar, about: "Columns whose value could not be read, by name" }
---*/
with

orders as (
    select * from {{ changed('stg_woocommerce__orders') }}
),

final as (
    select
        'woocommerce:' || orders.connection || ':' || {{ as_text('line.value', 'id') }} as fee_line_key,
        orders.order_key,
        nullif({{ as_text('line.value', 'total') }}, '')::decimal(18,4) as amount,
        nullif({{ as_text('line.value', 'total_tax') }}, '')::decimal(18,4) as tax_amount,
        {{ nulled }} as _nulled
    from {{ explode('orders', 'fee_lines', 'line') }}
)

select * from final
