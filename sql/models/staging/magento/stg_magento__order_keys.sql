/*---
model: stg_magento__order_keys
grain: one row per key ever found, its last sighting
key: [order_key]
materialize: incremental
version: [_extracted_at, _file, _row]
owner: commerce
record: { entity_id }
columns:
  order_key: { type: varchar, about: "source:connection:id", checks: [unique, not_null] }
  order_id: { type: varchar, checks: [not_null] }
  connection: { type: varchar, checks: [not_null] }
  _slice_id: { type: varchar }
  _extracted_at: { type: timestamp }
  _file: { type: varchar }
  _row: { type: bigint }
---*/
with

received as (
    select * from {{ source('magento', 'order_keys') }}
),

final as (
    select
        'magento:' || _connection || ':' || {{ as_text('record', 'entity_id') }} as order_key,
        {{ as_text('record', 'entity_id') }} as order_id,
        _connection as connection,
        _slice_id,
        _extracted_at,
        _file,
        _row
    from received
)

select * from final
