/*---
model: stg_magento__credit_memos
grain: one row per credit memo, its newest version
key: [credit_memo_key]
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
  base_adjustment:
  base_discount_amount:
  base_shipping_discount_tax_compensation_amnt:
  items: [{ entity_id, order_item_id, product_id, sku, qty, base_row_total, base_discount_amount, base_discount_tax_compensation_amount, base_tax_amount }]
columns:
  credit_memo_key: { type: varchar, about: "source:connection:entity_id", checks: [unique, not_null] }
  credit_memo_id: { type: varchar, checks: [not_null] }
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
  discount_amount: { type: "decimal(18,4)", about: "Positive, of goods and shipping, including tax if prices do", unit: shop currency }
  shipping_discount_tax_amount: { type: "decimal(18,4)", about: "Tax on the discount of shipping", unit: shop currency }
  adjustment_amount: { type: "decimal(18,4)", about: "Refunded without goods, less the amount retained", unit: shop currency }
  items: { type: nested }
  _nulled: { type: varchar, about: "Columns whose value could not be read, by name" }
  _slice_id: { type: varchar }
  _extracted_at: { type: timestamp }
  _file: { type: varchar }
  _row: { type: bigint }
---*/
with

received as (
    select * from {{ source('magento', 'credit_memos') }}
),

final as (
    select
        'magento:' || _connection || ':' || {{ as_text('record', 'entity_id') }} as credit_memo_key,
        {{ as_text('record', 'entity_id') }} as credit_memo_id,
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
        abs(coalesce({{ as_text('record', 'base_discount_amount') }}::decimal(18,4), 0))::decimal(18,4) as discount_amount,
        coalesce({{ as_text('record', 'base_shipping_discount_tax_compensation_amnt') }}::decimal(18,4), 0)::decimal(18,4) as shipping_discount_tax_amount,
        coalesce({{ as_text('record', 'base_adjustment') }}::decimal(18,4), 0)::decimal(18,4) as adjustment_amount,
        {{ nested('record', 'items') }} as items,
        {{ nulled }} as _nulled,
        _slice_id,
        _extracted_at,
        _file,
        _row
    from received
)

select * from final
