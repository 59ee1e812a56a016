/*---
model: stg_magento__customer_keys
grain: one row per key ever found, its last sighting
key: [record_key]
materialize: incremental
version: [_extracted_at, _file, _row]
owner: customers
record: { id }
columns:
  record_key: { type: varchar, about: "source:connection:id", checks: [unique, not_null] }
  record_id: { type: varchar, checks: [not_null] }
  connection: { type: varchar, checks: [not_null] }
  _slice_id: { type: varchar }
  _extracted_at: { type: timestamp }
  _file: { type: varchar }
  _row: { type: bigint }
---*/
with

received as (
    select * from {{ source('magento', 'customer_keys') }}
),

final as (
    select
        'magento:' || _connection || ':' || {{ as_text('record', 'id') }} as record_key,
        {{ as_text('record', 'id') }} as record_id,
        _connection as connection,
        _slice_id,
        _extracted_at,
        _file,
        _row
    from received
)

select * from final
