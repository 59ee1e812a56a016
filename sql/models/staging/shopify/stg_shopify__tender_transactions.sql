/*---
model: stg_shopify__tender_transactions
grain: one row per movement of money of an order
key: [tender_transaction_key]
materialize: incremental
version: [_extracted_at, _file, _row]
required: [processed_at, amount]
owner: commerce
record:
  id:
  processedAt:
  test:
  paymentMethod:
  amount: { amount, currencyCode }
  order: { id }
columns:
  tender_transaction_key: { type: varchar, about: "source:connection:id", checks: [unique, not_null] }
  tender_transaction_id: { type: varchar, checks: [not_null] }
  connection: { type: varchar, checks: [not_null] }
  order_key: { type: varchar }
  processed_at: { type: timestamp }
  is_test: { type: boolean }
  payment_method: { type: varchar }
  amount: { type: "decimal(18,4)", about: Negative for money paid back, unit: its own currency }
  currency: { type: varchar }
  _nulled: { type: varchar, about: "Columns whose value could not be read, by name" }
  _slice_id: { type: varchar }
  _extracted_at: { type: timestamp }
  _file: { type: varchar }
  _row: { type: bigint }
---*/
with

received as (
    select * from {{ source('shopify', 'tender_transactions') }}
),

final as (
    select
        'shopify:' || _connection || ':' || {{ shopify_id('record', 'id') }} as tender_transaction_key,
        {{ shopify_id('record', 'id') }} as tender_transaction_id,
        _connection as connection,
        'shopify:' || _connection || ':' || {{ shopify_id('record', 'order.id') }} as order_key,
        {{ utc(as_text('record', 'processedAt')) }} as processed_at,
        {{ as_text('record', 'test') }}::boolean as is_test,
        {{ as_text('record', 'paymentMethod') }} as payment_method,
        {{ as_text('record', 'amount.amount') }}::decimal(18,4) as amount,
        {{ as_text('record', 'amount.currencyCode') }} as currency,
        {{ nulled }} as _nulled,
        _slice_id,
        _extracted_at,
        _file,
        _row
    from received
)

select * from final
