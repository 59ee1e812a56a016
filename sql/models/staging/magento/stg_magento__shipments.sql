/*---
model: stg_magento__shipments
grain: one row per parcel, its newest version
key: [shipment_key]
materialize: incremental
version: [updated_at, _extracted_at, _file, _row]
immutable_columns: [shipped_at, order_key]
owner: commerce
record:
  entity_id:
  order_id:
  created_at:
  updated_at:
  total_qty:
  tracks: [{ carrier_code }]
columns:
  shipment_key: { type: varchar, about: "source:connection:entity_id", checks: [unique, not_null] }
  shipment_id: { type: varchar, checks: [not_null] }
  order_key: { type: varchar }
  connection: { type: varchar, checks: [not_null] }
  shipped_at: { type: timestamp }
  updated_at: { type: timestamp }
  quantity: { type: "decimal(18,4)", unit: units }
  tracks: { type: nested }
  _nulled: { type: varchar, about: "Columns whose value could not be read, by name" }
  _slice_id: { type: varchar }
  _extracted_at: { type: timestamp }
  _file: { type: varchar }
  _row: { type: bigint }
---*/
with

received as (
    select * from {{ source('magento', 'shipments') }}
),

final as (
    select
        'magento:' || _connection || ':' || {{ as_text('record', 'entity_id') }} as shipment_key,
        {{ as_text('record', 'entity_id') }} as shipment_id,
        'magento:' || _connection || ':' || {{ as_text('record', 'order_id') }} as order_key,
        _connection as connection,
        nullif({{ as_text('record', 'created_at') }}, '')::timestamp as shipped_at,
        nullif({{ as_text('record', 'updated_at') }}, '')::timestamp as updated_at,
        {{ as_text('record', 'total_qty') }}::decimal(18,4) as quantity,
        {{ nested('record', 'tracks') }} as tracks,
        {{ nulled }} as _nulled,
        _slice_id,
        _extracted_at,
        _file,
        _row
    from received
)

select * from final
