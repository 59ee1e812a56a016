/*---
model: stg_klaviyo__segments
grain: one row per segment, its newest reading
key: [segment_key]
materialize: incremental
version: [_extracted_at, _file, _row]
immutable_columns: [created_at]
owner: email
record:
  id:
  attributes: { name, created, updated, is_active }
columns:
  segment_key: { type: varchar, about: "source:connection:id", checks: [unique, not_null] }
  segment_id: { type: varchar, checks: [not_null] }
  connection: { type: varchar, checks: [not_null] }
  segment_name: { type: varchar }
  is_active: { type: boolean }
  created_at: { type: timestamp }
  updated_at: { type: timestamp }
  _nulled: { type: varchar, about: "Columns whose value could not be read, by name" }
  _slice_id: { type: varchar }
  _extracted_at: { type: timestamp }
  _file: { type: varchar }
  _row: { type: bigint }
---*/
with

received as (
    select * from {{ source('klaviyo', 'segments') }}
),

final as (
    select
        'klaviyo:' || _connection || ':' || {{ as_text('record', 'id') }} as segment_key,
        {{ as_text('record', 'id') }} as segment_id,
        _connection as connection,
        {{ as_text('record', 'attributes.name') }} as segment_name,
        {{ null_if_blank('record', 'attributes.is_active') }}::boolean as is_active,
        {{ utc(null_if_blank('record', 'attributes.created')) }} as created_at,
        {{ utc(null_if_blank('record', 'attributes.updated')) }} as updated_at,
        {{ nulled }} as _nulled,
        _slice_id,
        _extracted_at,
        _file,
        _row
    from received
)

select * from final
