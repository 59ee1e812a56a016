/*---
model: stg_woocommerce__refund_lines
grain: one row per refund and order line it takes back
key: [refund_line_key]
materialize: incremental
replace_partition: order_key
required: [subtotal_amount]
owner: commerce
columns:
  refund_line_key: { type: varchar, about: "source:connection:id", checks: [unique, not_null] }
  refund_key: { type: varchar, checks: [not_null] }
  order_key: { type: varchar }
  order_line_key: { type: varchar, about: "Null when not reported, as before WooCommerce 3.0" }
  product_key: { type: varchar }
  quantity: { type: "decimal(18,4)", about: Taken back, unit: units }
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
        'woocommerce:' || refunds.connection || ':' || {{ as_text('line.value', 'id') }} as refund_line_key,
        refunds.refund_key,
        refunds.order_key,
        'woocommerce:' || refunds.connection || ':' || {{ as_text('line.value', '_refunded_item_id') }} as order_line_key,
        'woocommerce:' || refunds.connection || ':' || coalesce(
            nullif({{ as_text('line.value', 'variation_id') }}, '0'),
            nullif({{ as_text('line.value', 'product_id') }}, '0')
        ) as product_key,
        abs(nullif({{ as_text('line.value', 'quantity') }}, '')::decimal(18,4))::decimal(18,4) as quantity,
        abs(nullif({{ as_text('line.value', 'total') }}, '')::decimal(18,4))::decimal(18,4) as subtotal_amount,
        abs(nullif({{ as_text('line.value', 'total_tax') }}, '')::decimal(18,4))::decimal(18,4) as tax_amount,
        {{ nulled }} as _nulled
    from {{ explode('refunds', 'refund_lines', 'line') }}
)

select * from final
