/*---
model: stg_magento__invoices
grain: one row per invoice, its newest version
key: [invoice_key]
materialize: incremental
replace_partition: order_key
version: [updated_at, _extracted_at, _file, _row]
immutable_columns: [created_at, order_key]
required: [created_at, total_amount]
owner: commerce
record:
  entity_id:
  increment_id:
  order_id:
  state:
  created_at:
  updated_at:
  base_currency_code:
  order_currency_code:
  base_grand_total:
  grand_total:
  base_subtotal:
  base_shipping_amount:
  base_shipping_tax_amount:
  base_tax_amount:
columns:
  invoice_key: { type: varchar, about: "source:connection:entity_id", checks: [unique, not_null] }
  invoice_id: { type: varchar, checks: [not_null] }
  order_key: { type: varchar }
  connection: { type: varchar, checks: [not_null] }
  created_at: { type: timestamp }
  updated_at: { type: timestamp }
  state: { type: varchar }
  currency: { type: varchar }
  total_amount: { type: "decimal(18,4)", about: Tax included, unit: shop currency }
  presentment_currency: { type: varchar }
  presentment_total_amount: { type: "decimal(18,4)", unit: presentment currency }
  subtotal_amount: { type: "decimal(18,4)", about: Goods without tax, unit: shop currency }
  shipping_amount: { type: "decimal(18,4)", about: Without tax, unit: shop currency }
  shipping_tax_amount: { type: "decimal(18,4)", unit: shop currency }
  tax_amount: { type: "decimal(18,4)", about: Of goods and carriage, unit: shop currency }
  _nulled: { type: varchar, about: "Columns whose value could not be read, by name" }
  _slice_id: { type: varchar }
  _extracted_at: { type: timestamp }
  _file: { type: varchar }
  _row: { type: bigint }
---*/
with

received as (
    select * from {{ source('magento', 'invoices') }}
),

final as (
    select
        'magento:' || _connection || ':' || {{ as_text('record', 'entity_id') }} as invoice_key,
        {{ as_text('record', 'entity_id') }} as invoice_id,
        'magento:' || _connection || ':' || {{ as_text('record', 'order_id') }} as order_key,
        _connection as connection,
        nullif({{ as_text('record', 'created_at') }}, '')::timestamp as created_at,
        nullif({{ as_text('record', 'updated_at') }}, '')::timestamp as updated_at,
        {{ as_text('record', 'state') }} as state,
        {{ as_text('record', 'base_currency_code') }} as currency,
        {{ as_text('record', 'base_grand_total') }}::decimal(18,4) as total_amount,
        {{ as_text('record', 'order_currency_code') }} as presentment_currency,
        {{ as_text('record', 'grand_total') }}::decimal(18,4) as presentment_total_amount,
        {{ as_text('record', 'base_subtotal') }}::decimal(18,4) as subtotal_amount,
        {{ as_text('record', 'base_shipping_amount') }}::decimal(18,4) as shipping_amount,
        {{ as_text('record', 'base_shipping_tax_amount') }}::decimal(18,4) as shipping_tax_amount,
        {{ as_text('record', 'base_tax_amount') }}::decimal(18,4) as tax_amount,
        {{ nulled }} as _nulled,
        _slice_id,
        _extracted_at,
        _file,
        _row
    from received
)

select * from final
