/*---
model: stg_shopify__abandoned_checkouts
grain: one row per cart that was left, its newest version
key: [checkout_key]
materialize: incremental
version: [updated_at, _extracted_at, _file, _row]
required: [created_at]
owner: commerce
record:
  id:
  createdAt:
  updatedAt:
  completedAt:
  customer: { id }
  subtotalPriceSet: { shopMoney: { amount } }
  totalPriceSet: { shopMoney: { amount } }
  totalTaxSet: { shopMoney: { amount } }
  totalDiscountSet: { shopMoney: { amount } }
  lineItems:
    nodes:
      - id:
        sku:
        title:
        quantity:
        variant: { id }
        originalUnitPriceSet: { shopMoney: { amount } }
        discountedTotalPriceSet: { shopMoney: { amount } }
columns:
  checkout_key: { type: varchar, about: "source:connection:id", checks: [unique, not_null] }
  checkout_id: { type: varchar, checks: [not_null] }
  connection: { type: varchar, checks: [not_null] }
  customer_record_key: { type: varchar, about: Null while the visitor is unknown }
  created_at: { type: timestamp }
  updated_at: { type: timestamp }
  completed_at: { type: timestamp, about: When it became an order; null until then }
  subtotal_amount: { type: "decimal(18,4)", about: "After discounts, before shipping", unit: shop currency }
  total_amount: { type: "decimal(18,4)", about: Tax and shipping included, unit: shop currency }
  tax_amount: { type: "decimal(18,4)", unit: shop currency }
  discount_amount: { type: "decimal(18,4)", unit: shop currency }
  line_items: { type: nested }
  _nulled: { type: varchar, about: "Columns whose value could not be read, by name" }
  _slice_id: { type: varchar }
  _extracted_at: { type: timestamp }
  _file: { type: varchar }
  _row: { type: bigint }
---*/
with

received as (
    select * from {{ source('shopify', 'abandoned_checkouts') }}
),

final as (
    select
        'shopify:' || _connection || ':' || {{ shopify_id('record', 'id') }} as checkout_key,
        {{ shopify_id('record', 'id') }} as checkout_id,
        _connection as connection,
        'shopify:' || _connection || ':' || {{ shopify_id('record', 'customer.id') }} as customer_record_key,
        {{ utc(as_text('record', 'createdAt')) }} as created_at,
        {{ utc(as_text('record', 'updatedAt')) }} as updated_at,
        {{ utc(as_text('record', 'completedAt')) }} as completed_at,
        {{ as_text('record', 'subtotalPriceSet.shopMoney.amount') }}::decimal(18,4) as subtotal_amount,
        {{ as_text('record', 'totalPriceSet.shopMoney.amount') }}::decimal(18,4) as total_amount,
        {{ as_text('record', 'totalTaxSet.shopMoney.amount') }}::decimal(18,4) as tax_amount,
        {{ as_text('record', 'totalDiscountSet.shopMoney.amount') }}::decimal(18,4) as discount_amount,
        {{ nested('record', 'lineItems.nodes') }} as line_items,
        {{ nulled }} as _nulled,
        _slice_id,
        _extracted_at,
        _file,
        _row
    from received
)

select * from final
