/*---
model: stg_intercom__tags
grain: one row per tag, its newest reading
key: [tag_key]
materialize: incremental
version: [_extracted_at, _file, _row]
owner: support
record:
  id:
  name:
columns:
  tag_key: { type: varchar, about: "source:connection:id", checks: [unique, not_null] }
  tag_id: { type: varchar, checks: [not_null] }
  connection: { type: varchar, checks: [not_null] }
  tag_name: { type: varchar }
  _slice_id: { type: varchar }
  _extracted_at: { type: timestamp }
  _file: { type: varchar }
  _row: { type: bigint }
---*/
with

received as (
    select * from {{ source('intercom', 'tags') }}
),

final as (
    select
        'intercom:' || _connection || ':' || {{ as_text('record', 'id') }} as tag_key,
        {{ as_text('record', 'id') }} as tag_id,
        _connection as connection,
        {{ as_text('record', 'name') }} as tag_name,
        _slice_id,
        _extracted_at,
        _file,
        _row
    from received
)

select * from final
