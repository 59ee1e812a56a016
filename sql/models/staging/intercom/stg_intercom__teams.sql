/*---
model: stg_intercom__teams
grain: one row per team, its newest reading
key: [team_key]
materialize: incremental
version: [_extracted_at, _file, _row]
owner: support
record:
  id:
  name:
columns:
  team_key: { type: varchar, about: "source:connection:id", checks: [unique, not_null] }
  team_id: { type: varchar, checks: [not_null] }
  connection: { type: varchar, checks: [not_null] }
  team_name: { type: varchar }
  _slice_id: { type: varchar }
  _extracted_at: { type: timestamp }
  _file: { type: varchar }
  _row: { type: bigint }
---*/
with

received as (
    select * from {{ source('intercom', 'teams') }}
),

final as (
    select
        'intercom:' || _connection || ':' || {{ as_text('record', 'id') }} as team_key,
        {{ as_text('record', 'id') }} as team_id,
        _connection as connection,
        {{ as_text('record', 'name') }} as team_name,
        _slice_id,
        _extracted_at,
        _file,
        _row
    from received
)

select * from final
