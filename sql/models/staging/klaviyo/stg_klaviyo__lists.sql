/*---
model: stg_klaviyo__lists
grain: one row per list, its newest reading
key: [list_key]
materialize: incremental
version: [_extracted_at, _file, _row]
immutable_columns: [created_at]
owner: email
record:
  id:
  attributes: { name, created, updated, opt_in_process }
columns:
  list_key: { type: varchar, about: "source:connection:id", checks: [unique, not_null] }
  list_id: { type: varchar, checks: [not_null] }
  connection: { type: varchar, checks: [not_null] }
  list_name: { type: varchar }
  opt_in_process: { type: varchar }
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
    select * from {{ source('klaviyo', 'lists') }}
),

final as (
    select
        'klaviyo:' || _connection || ':' || {{ as_text('record', 'id') }} as list_key,
        {{ as_text('record', 'id') }} as list_id,
        _connection as connection,
        {{ as_text('record', 'attributes.name') }} as list_name,
        {{ as_text('record', 'attributes.opt_in_process') }} as opt_in_process,
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
