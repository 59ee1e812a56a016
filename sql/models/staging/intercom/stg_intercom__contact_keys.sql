/*---
model: stg_intercom__contact_keys
grain: one row per contact ever found by a sweep, its last sighting
key: [record_key]
materialize: incremental
version: [_extracted_at, _file, _row]
owner: customers
record:
  id:
  role:
columns:
  record_key: { type: varchar, about: "source:connection:id", checks: [unique, not_null] }
  record_id: { type: varchar, checks: [not_null] }
  connection: { type: varchar, checks: [not_null] }
  role: { type: varchar }
  _slice_id: { type: varchar }
  _extracted_at: { type: timestamp }
  _file: { type: varchar }
  _row: { type: bigint }
---*/
with

received as (
    select * from {{ source('intercom', 'contact_keys') }}
),

final as (
    select
        'intercom:' || _connection || ':' || {{ as_text('record', 'id') }} as record_key,
        {{ as_text('record', 'id') }} as record_id,
        _connection as connection,
        {{ null_if_blank('record', 'role') }} as role,
        _slice_id,
        _extracted_at,
        _file,
        _row
    from received
)

select * from final
