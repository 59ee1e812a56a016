/*---
model: stg_woocommerce__refund_shipping_lines
grain: one row per refund and shipping line it takes back
key: [refund_shipping_line_key]
materialize: incremental
replace_partition: order_key
required: [subtotal_amount]
owner: commerce
columns:
  refund_shipping_line_key: { type: varchar, about: "source:connection:id", checks: [unique, not_null] }
  refund_key: { type: varchar, checks: [not_null] }
  order_key: { type: varchar }
  shipping_line_key: { type: varchar, about: "Null when not reported, as before WooCommerce 3.0" }
  subtotal_amount: { type: "decimal(18,4)", about: "Positive, without tax", unit: shop currency }
  tax_amount: { type: "decimal(18,4)", about: Positive, unit: shop currency }
  _nulled: { type: varchar, about: "Columns whose value could not be read, by name" }
---*/
with

refunds as (
    select * from {{ changed('stg_woocommerce__refunds') }}
),

final as (
    select
        'woocommerce:' || refunds.connection || ':' || {{ as_text('line.value', 'id') }} as refund_shipping_line_key,
        refunds.refund_key,
        refunds.order_key,
        'woocommerce:' || refunds.connection || ':' || {{ as_text('line.value', '_refunded_item_id') }} as shipping_line_key,
        abs(nullif({{ as_text('line.value', 'total') }}, '')::decimal(18,4))::decimal(18,4) as subtotal_amount,
        abs(nullif({{ as_text('line.value', 'total_tax') }}, '')::decimal(18,4))::decimal(18,4) as tax_amount,
        {{ nulled }} as _nulled
    from {{ explode('refunds', 'refund_shipping_lines', 'line') }}
)

select * from final
