/*---
model: stg_shopify__refund_lines
grain: one row per refund and order line
key: [refund_line_key]
materialize: incremental
replace_partition: order_key
required: [quantity, subtotal_amount]
owner: commerce
columns:
  refund_line_key: { type: varchar, about: refund_key and line id, checks: [unique, not_null] }
  refund_key: { type: varchar, checks: [not_null] }
  refund_id: { type: varchar }
  order_key: { type: varchar, checks: [not_null] }
  order_line_key: { type: varchar, checks: [not_null, { in: stg_shopify__order_lines.order_line_key }] }
  processed_at: { type: timestamp }
  quantity: { type: bigint, unit: units, checks: [not_null, { min: 0 }] }
  subtotal_amount: { type: "decimal(18,4)", about: "Goods after discounts, as the vendor reports it", unit: shop currency, checks: [not_null] }
  tax_amount: { type: "decimal(18,4)", unit: shop currency, checks: [not_null] }
  restocked_quantity: { type: bigint, about: "Of them back in stock; null where no line says", unit: units }
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
        'shopify:' || refunds.connection || ':' || {{ shopify_id('line.value', 'lineItem.id') }} as order_line_key,
        {{ as_text('line.value', 'quantity') }}::bigint as quantity,
        {{ as_text('line.value', 'subtotalSet.shopMoney.amount') }}::decimal(18,4) as subtotal_amount,
        coalesce({{ as_text('line.value', 'totalTaxSet.shopMoney.amount') }}::decimal(18,4), 0)::decimal(18,4) as tax_amount,
        {{ as_text('line.value', 'restockType') }} as restock_type,
        {{ nulled }} as _nulled
    from {{ explode('refunds', 'refund_lines', 'line') }}
),

final as (
    select
        refund_key || ':' || order_line_key as refund_line_key,
        refund_key,
        refund_id,
        order_key,
        order_line_key,
        processed_at,
        sum(quantity)::bigint as quantity,
        sum(subtotal_amount)::decimal(18,4) as subtotal_amount,
        sum(tax_amount)::decimal(18,4) as tax_amount,
        sum(case
            when restock_type in ('RETURN', 'CANCEL', 'LEGACY_RESTOCK') then quantity
            when restock_type = 'NO_RESTOCK' then 0
        end)::bigint as restocked_quantity,
        max(_nulled) as _nulled
    from lines
    group by refund_key, refund_id, order_key, order_line_key, processed_at
)

select * from final
