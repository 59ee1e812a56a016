/*---
model: stg_woocommerce__order_lines
grain: one row per line of an order
key: [order_line_key]
materialize: incremental
replace_partition: order_key
required: [quantity, gross_amount]
owner: commerce
columns:
  order_line_key: { type: varchar, about: "source:connection:id", checks: [unique, not_null] }
  order_line_id: { type: varchar }
  order_key: { type: varchar, checks: [not_null] }
  product_key: { type: varchar, about: "The variation sold, or the product when it has none; null for products deleted before the order was read" }
  product_id: { type: varchar }
  sku: { type: varchar }
  title: { type: varchar }
  quantity: { type: "decimal(18,4)", about: "Ordered units; fractional in shops that sell by weight", unit: units }
  gross_amount: { type: "decimal(18,4)", about: "Before coupons, without tax", unit: shop currency }
  discount_amount: { type: "decimal(18,4)", about: "Discount by coupons, without tax", unit: shop currency }
  tax_amount: { type: "decimal(18,4)", about: On what remains, unit: shop currency }
  _nulled: { type: varchar, about: "Columns whose value could not be read, by name" }
---*/
with

orders as (
    select * from {{ changed('stg_woocommerce__orders') }}
),

lines as (
    select
        orders.order_key,
        orders.connection,
        {{ as_text('line.value', 'id') }} as order_line_id,
        nullif({{ as_text('line.value', 'product_id') }}, '0') as product_id,
        nullif({{ as_text('line.value', 'variation_id') }}, '0') as variation_id,
        nullif({{ as_text('line.value', 'sku') }}, '') as sku,
        {{ as_text('line.value', 'name') }} as title,
        nullif({{ as_text('line.value', 'quantity') }}, '')::decimal(18,4) as quantity,
        nullif({{ as_text('line.value', 'subtotal') }}, '')::decimal(18,4) as gross_amount,
        nullif({{ as_text('line.value', 'total') }}, '')::decimal(18,4) as net_amount,
        nullif({{ as_text('line.value', 'total_tax') }}, '')::decimal(18,4) as tax_amount,
        {{ nulled }} as _nulled
    from {{ explode('orders', 'line_items', 'line') }}
),

final as (
    select
        'woocommerce:' || connection || ':' || order_line_id as order_line_key,
        order_line_id,
        order_key,
        'woocommerce:' || connection || ':' || coalesce(variation_id, product_id) as product_key,
        product_id,
        sku,
        title,
        quantity,
        gross_amount,
        (gross_amount - net_amount)::decimal(18,4) as discount_amount,
        tax_amount,
        _nulled
    from lines
)

select * from final
