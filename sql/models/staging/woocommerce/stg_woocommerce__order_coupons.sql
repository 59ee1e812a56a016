/*---
model: stg_woocommerce__order_coupons
grain: one row per order and code used
key: [order_coupon_key]
materialize: incremental
replace_partition: order_key
owner: commerce
columns:
  order_coupon_key: { type: varchar, about: "source:connection:id of the order's coupon line", checks: [unique, not_null] }
  order_key: { type: varchar, checks: [not_null] }
  code: { type: varchar }
  discount_amount: { type: "decimal(18,4)", about: Without tax, unit: shop currency }
  discount_tax_amount: { type: "decimal(18,4)", unit: shop currency }
  _nulled: { type: varchar, about: "Columns whose value could not be read, by name" }
---*/
with

orders as (
    select * from {{ changed('stg_woocommerce__orders') }}
),

final as (
    select
        'woocommerce:' || orders.connection || ':' || {{ as_text('line.value', 'id') }} as order_coupon_key,
        orders.order_key,
        {{ as_text('line.value', 'code') }} as code,
        nullif({{ as_text('line.value', 'discount') }}, '')::decimal(18,4) as discount_amount,
        nullif({{ as_text('line.value', 'discount_tax') }}, '')::decimal(18,4) as discount_tax_amount,
        {{ nulled }} as _nulled
    from {{ explode('orders', 'coupon_lines', 'line') }}
)

select * from final
