/*---
model: stg_magento__source_items
grain: one row per reading, SKU and place
key: [source_item_reading_key]
materialize: incremental
version: [_extracted_at, _file, _row]
owner: inventory
record: { sku, source_code, quantity, status }
columns:
  source_item_reading_key: { type: varchar, about: "source:connection:sku/source and the slice that read it", checks: [unique, not_null] }
  source_item_key: { type: varchar, about: "source:connection:sku/source", checks: [not_null] }
  connection: { type: varchar, checks: [not_null] }
  sku: { type: varchar }
  location_id: { type: varchar, about: The vendor's source code }
  on_hand_units: { type: "decimal(18,4)", about: "Units on hand, including sold but unshipped ones", unit: units }
  is_in_stock: { type: boolean }
  _nulled: { type: varchar, about: "Columns whose value could not be read, by name" }
  _slice_id: { type: varchar }
  _extracted_at: { type: timestamp }
  _file: { type: varchar }
  _row: { type: bigint }
---*/
with

received as (
    select * from {{ source('magento', 'source_items') }}
),

final as (
    select
        'magento:' || _connection || ':' || {{ as_text('record', 'sku') }} || '/' || {{ as_text('record', 'source_code') }} || '@' || _slice_id as source_item_reading_key,
        'magento:' || _connection || ':' || {{ as_text('record', 'sku') }} || '/' || {{ as_text('record', 'source_code') }} as source_item_key,
        _connection as connection,
        {{ as_text('record', 'sku') }} as sku,
        {{ as_text('record', 'source_code') }} as location_id,
        {{ as_text('record', 'quantity') }}::decimal(18,4) as on_hand_units,
        {{ as_text('record', 'status') }}::boolean as is_in_stock,
        {{ nulled }} as _nulled,
        _slice_id,
        _extracted_at,
        _file,
        _row
    from received
)

select * from final
