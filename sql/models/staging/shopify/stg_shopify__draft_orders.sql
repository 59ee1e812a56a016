/*---
model: stg_shopify__draft_orders
grain: one row per order the shop wrote down itself, its newest version
key: [draft_order_key]
materialize: incremental
version: [updated_at, _extracted_at, _file, _row]
required: [created_at]
owner: commerce
record:
  id:
  name:
  status:
  createdAt:
  updatedAt:
  completedAt:
  invoiceSentAt:
  email:
  order: { id }
  customer: { id }
  subtotalPriceSet: { shopMoney: { amount } }
  totalPriceSet: { shopMoney: { amount } }
  totalTaxSet: { shopMoney: { amount } }
  totalDiscountsSet: { shopMoney: { amount } }
  totalShippingPriceSet: { shopMoney: { amount } }
  lineItems:
    nodes:
      - id:
        sku:
        title:
        quantity:
        variant: { id }
        originalUnitPriceSet: { shopMoney: { amount } }
        discountedTotalSet: { shopMoney: { amount } }
columns:
  draft_order_key: { type: varchar, about: "source:connection:id", checks: [unique, not_null] }
  draft_order_id: { type: varchar, checks: [not_null] }
  connection: { type: varchar, checks: [not_null] }
  draft_name: { type: varchar }
  status: { type: varchar, checks: [{ accepted: [OPEN, INVOICE_SENT, COMPLETED], severity: warn }] }
  order_key: { type: varchar, about: The order it became; null until then }
  customer_record_key: { type: varchar }
  email_token: { type: varchar }
  created_at: { type: timestamp }
  updated_at: { type: timestamp }
  invoice_sent_at: { type: timestamp }
  completed_at: { type: timestamp }
  subtotal_amount: { type: "decimal(18,4)", about: "After discounts, before shipping", unit: shop currency }
  total_amount: { type: "decimal(18,4)", about: Tax and shipping included, unit: shop currency }
  tax_amount: { type: "decimal(18,4)", unit: shop currency }
  discount_amount: { type: "decimal(18,4)", unit: shop currency }
  shipping_amount: { type: "decimal(18,4)", unit: shop currency }
  line_items: { type: nested }
  _nulled: { type: varchar, about: "Columns whose value could not be read, by name" }
  _slice_id: { type: varchar }
  _extracted_at: { type: timestamp }
  _file: { type: varchar }
  _row: { type: bigint }
---*/
with

received as (
    select * from {{ source('shopify', 'draft_orders') }}
),

final as (
    select
        'shopify:' || _connection || ':' || {{ shopify_id('record', 'id') }} as draft_order_key,
        {{ shopify_id('record', 'id') }} as draft_order_id,
        _connection as connection,
        {{ as_text('record', 'name') }} as draft_name,
        {{ as_text('record', 'status') }} as status,
        'shopify:' || _connection || ':' || {{ shopify_id('record', 'order.id') }} as order_key,
        'shopify:' || _connection || ':' || {{ shopify_id('record', 'customer.id') }} as customer_record_key,
        {{ as_text('record', 'email') }} as email_token,
        {{ utc(as_text('record', 'createdAt')) }} as created_at,
        {{ utc(as_text('record', 'updatedAt')) }} as updated_at,
        {{ utc(as_text('record', 'invoiceSentAt')) }} as invoice_sent_at,
        {{ utc(as_text('record', 'completedAt')) }} as completed_at,
        {{ as_text('record', 'subtotalPriceSet.shopMoney.amount') }}::decimal(18,4) as subtotal_amount,
        {{ as_text('record', 'totalPriceSet.shopMoney.amount') }}::decimal(18,4) as total_amount,
        {{ as_text('record', 'totalTaxSet.shopMoney.amount') }}::decimal(18,4) as tax_amount,
        {{ as_text('record', 'totalDiscountsSet.shopMoney.amount') }}::decimal(18,4) as discount_amount,
        {{ as_text('record', 'totalShippingPriceSet.shopMoney.amount') }}::decimal(18,4) as shipping_amount,
        {{ nested('record', 'lineItems.nodes') }} as line_items,
        {{ nulled }} as _nulled,
        _slice_id,
        _extracted_at,
        _file,
        _row
    from received
)

select * from final
