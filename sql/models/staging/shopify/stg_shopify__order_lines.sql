/*---
model: stg_shopify__order_lines
grain: one row per line of an order
key: [order_line_key]
materialize: incremental
replace_partition: order_key
required: [quantity, unit_price_amount, list_value]
owner: commerce
columns:
  order_line_key: { type: varchar, about: "source:connection:id", checks: [unique, not_null] }
  order_line_id: { type: varchar }
  order_key: { type: varchar, checks: [not_null] }
  product_key: { type: varchar, about: Variant sold; null for a custom item of the shop }
  product_id: { type: varchar }
  sku: { type: varchar }
  title: { type: varchar }
  quantity: { type: bigint, about: Units ordered, unit: units, checks: [not_null, { min: 0 }] }
  current_quantity: { type: bigint, about: Units left after edits and refunds, unit: units, checks: [not_null, { min: 0 }] }
  is_gift_card: { type: boolean, checks: [not_null] }
  unit_price_amount: { type: "decimal(18,4)", about: Before discounts, unit: shop currency, checks: [not_null, { min: 0 }] }
  list_value: { type: double, about: "All units ordered at that price, approximately: a value beyond the ledger's digits rejects the line", unit: shop currency, checks: [not_null, { min: 0 }, { max: 9999999999999 }] }
  discount_amount: { type: "decimal(18,4)", about: Allocated to all units ordered, unit: shop currency, checks: [not_null, { min: 0 }] }
  tax_amount: { type: "decimal(18,4)", about: On all units ordered, unit: shop currency, checks: [not_null] }
  _nulled: { type: varchar, about: "Columns whose value could not be read, by name" }
---*/
with

orders as (
    select * from {{ changed('stg_shopify__orders') }}
),

final as (
    select
        'shopify:' || orders.connection || ':' || {{ shopify_id('line.value', 'id') }} as order_line_key,
        {{ shopify_id('line.value', 'id') }} as order_line_id,
        orders.order_key,
        'shopify:' || orders.connection || ':' || {{ shopify_id('line.value', 'variant.id') }} as product_key,
        {{ shopify_id('line.value', 'product.id') }} as product_id,
        {{ as_text('line.value', 'sku') }} as sku,
        {{ as_text('line.value', 'title') }} as title,
        {{ as_text('line.value', 'quantity') }}::bigint as quantity,
        coalesce({{ as_text('line.value', 'currentQuantity') }}::bigint, {{ as_text('line.value', 'quantity') }}::bigint) as current_quantity,
        coalesce({{ as_text('line.value', 'isGiftCard') }}::boolean, false) as is_gift_card,
        {{ as_text('line.value', 'originalUnitPriceSet.shopMoney.amount') }}::decimal(18,4) as unit_price_amount,
        {{ as_text('line.value', 'quantity') }}::double * {{ as_text('line.value', 'originalUnitPriceSet.shopMoney.amount') }}::double as list_value,
        {{ sum_of(nested('line.value', 'discountAllocations'), 'allocatedAmountSet.shopMoney.amount') }} as discount_amount,
        {{ sum_of(nested('line.value', 'taxLines'), 'priceSet.shopMoney.amount') }} as tax_amount,
        {{ nulled }} as _nulled
    from {{ explode('orders', 'line_items', 'line') }}
)

select * from final
