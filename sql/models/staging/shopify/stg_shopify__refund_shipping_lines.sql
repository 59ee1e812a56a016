/*---
model: stg_shopify__refund_shipping_lines
grain: one row per refund that gives shipping back
key: [refund_key]
materialize: incremental
replace_partition: order_key
required: [subtotal_amount]
owner: commerce
columns:
  refund_key: { type: varchar, checks: [unique, not_null] }
  refund_id: { type: varchar }
  order_key: { type: varchar, checks: [not_null] }
  processed_at: { type: timestamp }
  subtotal_amount: { type: "decimal(18,4)", unit: shop currency, checks: [not_null] }
  tax_amount: { type: "decimal(18,4)", unit: shop currency, checks: [not_null] }
  _nulled: { type: varchar, about: "Columns whose value could not be read, by name" }
---*/
with

refunds as (
    select * from {{ changed('stg_shopify__refunds') }}
),

lines as (
    select
        refunds.refund_key,
        refunds.refund_id,
        refunds.order_key,
        refunds.processed_at,
        {{ as_text('line.value', 'subtotalAmountSet.shopMoney.amount') }}::decimal(18,4) as subtotal_amount,
        coalesce({{ as_text('line.value', 'taxAmountSet.shopMoney.amount') }}::decimal(18,4), 0)::decimal(18,4) as tax_amount,
        {{ nulled }} as _nulled
    from {{ explode('refunds', 'refund_shipping_lines', 'line') }}
),

final as (
    select
        refund_key,
        refund_id,
        order_key,
        processed_at,
        sum(subtotal_amount)::decimal(18,4) as subtotal_amount,
        sum(tax_amount)::decimal(18,4) as tax_amount,
        max(_nulled) as _nulled
    from lines
    group by refund_key, refund_id, order_key, processed_at
)

select * from final
