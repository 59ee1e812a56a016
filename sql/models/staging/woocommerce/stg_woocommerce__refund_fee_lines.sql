/*---
model: stg_woocommerce__refund_fee_lines
grain: one row per refund and fee it gives back
key: [refund_fee_line_key]
materialize: incremental
replace_partition: order_key
required: [amount]
owner: commerce
columns:
  refund_fee_line_key: { type: varchar, about: "source:connection:id", checks: [unique, not_null] }
  refund_key: { type: varchar, checks: [not_null] }
  order_key: { type: varchar }
  amount: { type: "decimal(18,4)", about: "Without tax; negative where a fee is given back, as the vendor writes it", unit: shop currency }
  tax_amount: { type: "decimal(18,4)", about: Signed alike, unit: shop currency }
  _nulled: { type: varchar, about: "Columns whose value could not be read, by name" }
---*/
with

refunds as (
    select * from {{ changed('stg_woocommerce__refunds') }}
),

final as (
    select
        'woocommerce:' || refunds.connection || ':' || {{ as_text('line.value', 'id') }} as refund_fee_line_key,
        refunds.refund_key,
        refunds.order_key,
        nullif({{ as_text('line.value', 'total') }}, '')::decimal(18,4) as amount,
        nullif({{ as_text('line.value', 'total_tax') }}, '')::decimal(18,4) as tax_amount,
        {{ nulled }} as _nulled
    from {{ explode('refunds', 'refund_fee_lines', 'line') }}
)

select * from final
