/*---
model: stg_shopify__refund_adjustments
grain: one row per refund whose money differs from its goods and shipping
key: [refund_key]
materialize: incremental
replace_partition: order_key
required: [amount]
owner: commerce
columns:
  refund_key: { type: varchar, checks: [unique, not_null] }
  refund_id: { type: varchar }
  order_key: { type: varchar, checks: [not_null] }
  processed_at: { type: timestamp }
  amount: { type: "decimal(18,4)", about: "Signed from the shop's side: refunded money is negative", unit: shop currency, checks: [not_null] }
  tax_amount: { type: "decimal(18,4)", about: Signed alike, unit: shop currency, checks: [not_null] }
  _nulled: { type: varchar, about: "Columns whose value could not be read, by name" }
---*/
with

refunds as (
    select * from {{ changed('stg_shopify__refunds') }}
),

adjustments as (
    select
        refunds.refund_key,
        refunds.refund_id,
        refunds.order_key,
        refunds.processed_at,
        {{ as_text('adjustment.value', 'amountSet.shopMoney.amount') }}::decimal(18,4) as amount,
        coalesce({{ as_text('adjustment.value', 'taxAmountSet.shopMoney.amount') }}::decimal(18,4), 0)::decimal(18,4) as tax_amount,
        {{ nulled }} as _nulled
    from {{ explode('refunds', 'adjustments', 'adjustment') }}
),

final as (
    select
        refund_key,
        refund_id,
        order_key,
        processed_at,
        sum(amount)::decimal(18,4) as amount,
        sum(tax_amount)::decimal(18,4) as tax_amount,
        max(_nulled) as _nulled
    from adjustments
    group by refund_key, refund_id, order_key, processed_at
)

select * from final
