/*---
model: stg_shopify__draft_order_lines
grain: one row per line of an order the shop wrote down itself
key: [draft_order_line_key]
materialize: incremental
replace_partition: draft_order_key
required: [quantity]
owner: commerce
columns:
  draft_order_line_key: { type: varchar, about: "source:connection:id of what it is in:id", checks: [unique, not_null] }
  draft_order_key: { type: varchar, checks: [not_null] }
  product_key: { type: varchar, about: Variant; null for a custom item of the shop }
  sku: { type: varchar }
  title: { type: varchar }
  quantity: { type: bigint, unit: units, checks: [not_null, { min: 0 }] }
  unit_price_amount: { type: "decimal(18,4)", about: Before discounts, unit: shop currency }
  total_amount: { type: "decimal(18,4)", about: "After discounts, all units", unit: shop currency }
  _nulled: { type: varchar, about: "Columns whose value could not be read, by name" }
---*/
with

parents as (
    select * from {{ changed('stg_shopify__draft_orders') }}
),

final as (
    select
        parents.draft_order_key || ':' || {{ shopify_id('line.value', 'id') }} as draft_order_line_key,
        parents.draft_order_key,
        'shopify:' || parents.connection || ':' || {{ shopify_id('line.value', 'variant.id') }} as product_key,
        {{ as_text('line.value', 'sku') }} as sku,
        {{ as_text('line.value', 'title') }} as title,
        {{ as_text('line.value', 'quantity') }}::bigint as quantity,
        {{ as_text('line.value', 'originalUnitPriceSet.shopMoney.amount') }}::decimal(18,4) as unit_price_amount,
        {{ as_text('line.value', 'discountedTotalSet.shopMoney.amount') }}::decimal(18,4) as total_amount,
        {{ nulled }} as _nulled
    from {{ explode('parents', 'line_items', 'line') }}
)

select * from final
