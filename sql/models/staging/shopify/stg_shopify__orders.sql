/*---
model: stg_shopify__orders
grain: one row per order, its newest version
key: [order_key]
materialize: incremental
version: [updated_at, _extracted_at, _file, _row]
immutable_columns: [created_at, order_name]
required: [processed_at, currency, total_amount]
owner: commerce
record:
  id:
  name:
  customer: { id }
  email:
  phone:
  createdAt:
  processedAt:
  updatedAt:
  cancelledAt:
  test:
  currencyCode:
  presentmentCurrencyCode:
  taxesIncluded:
  displayFinancialStatus:
  displayFulfillmentStatus:
  sourceName:
  totalPriceSet: { shopMoney: { amount }, presentmentMoney: { amount } }
  totalTipReceivedSet: { shopMoney: { amount } }
  originalTotalDutiesSet: { shopMoney: { amount } }
  originalTotalAdditionalFeesSet: { shopMoney: { amount } }
  lineItems:
    nodes:
      - id:
        sku:
        title:
        quantity:
        currentQuantity:
        isGiftCard:
        product: { id }
        variant: { id }
        originalUnitPriceSet: { shopMoney: { amount } }
        discountAllocations: [{ allocatedAmountSet: { shopMoney: { amount } } }]
        taxLines: [{ priceSet: { shopMoney: { amount } } }]
  shippingLines:
    nodes:
      - id:
        title:
        isRemoved:
        discountedPriceSet: { shopMoney: { amount } }
        taxLines: [{ priceSet: { shopMoney: { amount } } }]
  transactions:
    - id:
      kind:
      status:
      gateway:
      createdAt:
      processedAt:
      amountSet: { shopMoney: { amount } }
      fees: [{ amount: { amount, currencyCode } }]
  refunds:
    - id:
      createdAt:
      processedAt:
      updatedAt:
      isDayEstimated:
      totalRefundedSet: { shopMoney: { amount } }
      duties: [{ amountSet: { shopMoney: { amount } } }]
      refundLineItems:
        nodes:
          - id:
            quantity:
            restockType:
            lineItem: { id }
            subtotalSet: { shopMoney: { amount } }
            totalTaxSet: { shopMoney: { amount } }
      refundShippingLines:
        nodes: [{ id, subtotalAmountSet: { shopMoney: { amount } }, taxAmountSet: { shopMoney: { amount } } }]
      orderAdjustments:
        nodes: [{ id, reason, amountSet: { shopMoney: { amount } }, taxAmountSet: { shopMoney: { amount } } }]
columns:
  order_key: { type: varchar, about: "source:connection:id", checks: [unique, not_null] }
  order_id: { type: varchar, checks: [not_null] }
  connection: { type: varchar, checks: [not_null] }
  order_name: { type: varchar }
  customer_record_key: { type: varchar, about: The shop's customer record }
  email_token: { type: varchar }
  phone_token: { type: varchar }
  created_at: { type: timestamp, checks: [not_null] }
  processed_at: { type: timestamp, checks: [not_null] }
  updated_at: { type: timestamp, checks: [not_null] }
  cancelled_at: { type: timestamp }
  is_ahead_of_reading: { type: boolean, about: Dated more than a day after it was read, checks: [not_null] }
  is_test: { type: boolean, checks: [not_null] }
  currency: { type: varchar, checks: [not_null] }
  presentment_currency: { type: varchar, about: The shopper's currency }
  is_tax_included: { type: boolean, checks: [not_null] }
  financial_status: { type: varchar }
  fulfillment_status: { type: varchar }
  source_name: { type: varchar, about: "web, pos, shopify_draft_order …, or the number of an app" }
  total_amount: { type: "decimal(18,4)", about: The vendor's total of the order before refunds, unit: shop currency, checks: [not_null, { min: 0 }] }
  presentment_total_amount: { type: "decimal(18,4)", unit: presentment currency }
  tip_amount: { type: "decimal(18,4)", unit: shop currency, checks: [not_null] }
  duty_amount: { type: "decimal(18,4)", about: Collected at checkout, unit: shop currency, checks: [not_null] }
  fee_amount: { type: "decimal(18,4)", about: Additional fees of the order, unit: shop currency, checks: [not_null] }
  line_items: { type: nested }
  shipping_lines: { type: nested }
  transactions: { type: nested }
  refunds: { type: nested }
  _nulled: { type: varchar, about: "Columns whose value could not be read, by name" }
  _slice_id: { type: varchar }
  _extracted_at: { type: timestamp }
  _file: { type: varchar }
  _row: { type: bigint }
---*/
with

received as (
    select * from {{ source('shopify', 'orders') }}
),

final as (
    select
        'shopify:' || _connection || ':' || {{ shopify_id('record', 'id') }} as order_key,
        {{ shopify_id('record', 'id') }} as order_id,
        _connection as connection,
        {{ as_text('record', 'name') }} as order_name,
        'shopify:' || _connection || ':' || {{ shopify_id('record', 'customer.id') }} as customer_record_key,
        {{ as_text('record', 'email') }} as email_token,
        {{ as_text('record', 'phone') }} as phone_token,
        {{ utc(as_text('record', 'createdAt')) }} as created_at,
        {{ utc(as_text('record', 'processedAt')) }} as processed_at,
        {{ utc(as_text('record', 'updatedAt')) }} as updated_at,
        {{ utc(as_text('record', 'cancelledAt')) }} as cancelled_at,
        coalesce({{ utc(as_text('record', 'processedAt')) }} > _extracted_at + interval '1 day', false) as is_ahead_of_reading,
        coalesce({{ as_text('record', 'test') }}::boolean, false) as is_test,
        {{ as_text('record', 'currencyCode') }} as currency,
        {{ null_if_blank('record', 'presentmentCurrencyCode') }} as presentment_currency,
        coalesce({{ as_text('record', 'taxesIncluded') }}::boolean, false) as is_tax_included,
        {{ as_text('record', 'displayFinancialStatus') }} as financial_status,
        {{ as_text('record', 'displayFulfillmentStatus') }} as fulfillment_status,
        {{ null_if_blank('record', 'sourceName') }} as source_name,
        {{ as_text('record', 'totalPriceSet.shopMoney.amount') }}::decimal(18,4) as total_amount,
        {{ as_text('record', 'totalPriceSet.presentmentMoney.amount') }}::decimal(18,4) as presentment_total_amount,
        coalesce({{ as_text('record', 'totalTipReceivedSet.shopMoney.amount') }}::decimal(18,4), 0)::decimal(18,4) as tip_amount,
        coalesce({{ as_text('record', 'originalTotalDutiesSet.shopMoney.amount') }}::decimal(18,4), 0)::decimal(18,4) as duty_amount,
        coalesce({{ as_text('record', 'originalTotalAdditionalFeesSet.shopMoney.amount') }}::decimal(18,4), 0)::decimal(18,4) as fee_amount,
        {{ nested('record', 'lineItems.nodes') }} as line_items,
        {{ nested('record', 'shippingLines.nodes') }} as shipping_lines,
        {{ nested('record', 'transactions') }} as transactions,
        {{ nested('record', 'refunds') }} as refunds,
        {{ nulled }} as _nulled,
        _slice_id,
        _extracted_at,
        _file,
        _row
    from received
)

select * from final
