/*---
model: stg_woocommerce__refunds
grain: one row per refund
key: [refund_key]
materialize: incremental
replace_partition: order_key
version: [created_at, _extracted_at, _file, _row]
immutable_columns: [order_key]
required: [created_at, refunded_amount]
owner: commerce
record:
  id:
  parent_id:
  date_created_gmt:
  amount:
  line_items: [{ id, product_id, variation_id, sku, quantity, total, total_tax, _refunded_item_id }]
  shipping_lines: [{ id, total, total_tax, _refunded_item_id }]
  fee_lines: [{ id, total, total_tax }]
columns:
  refund_key: { type: varchar, about: "source:connection:id", checks: [unique, not_null] }
  refund_id: { type: varchar, checks: [not_null] }
  order_key: { type: varchar, about: The order it is a child of }
  connection: { type: varchar, checks: [not_null] }
  created_at: { type: timestamp }
  refunded_amount: { type: "decimal(18,4)", about: "Refunded money, including tax, positive; the vendor's lines are negative", unit: shop currency }
  refund_lines: { type: nested }
  refund_shipping_lines: { type: nested }
  refund_fee_lines: { type: nested }
  _nulled: { type: varchar, about: "Columns whose value could not be read, by name" }
  _slice_id: { type: varchar }
  _extracted_at: { type: timestamp }
  _file: { type: varchar }
  _row: { type: bigint }
---*/
with

received as (
    select * from {{ source('woocommerce', 'refunds') }}
),

final as (
    select
        'woocommerce:' || _connection || ':' || {{ as_text('record', 'id') }} as refund_key,
        {{ as_text('record', 'id') }} as refund_id,
        'woocommerce:' || _connection || ':' || {{ as_text('record', 'parent_id') }} as order_key,
        _connection as connection,
        nullif({{ as_text('record', 'date_created_gmt') }}, '')::timestamp as created_at,
        abs(nullif({{ as_text('record', 'amount') }}, '')::decimal(18,4))::decimal(18,4) as refunded_amount,
        {{ nested('record', 'line_items') }} as refund_lines,
        {{ nested('record', 'shipping_lines') }} as refund_shipping_lines,
        {{ nested('record', 'fee_lines') }} as refund_fee_lines,
        {{ nulled }} as _nulled,
        _slice_id,
        _extracted_at,
        _file,
        _row
    from received
)

select * from final
