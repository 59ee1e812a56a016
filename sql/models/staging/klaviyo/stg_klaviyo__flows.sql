/*---
model: stg_klaviyo__flows
grain: one row per flow, its newest reading
key: [flow_key]
materialize: incremental
version: [_extracted_at, _file, _row]
immutable_columns: [created_at]
owner: email
record:
  id:
  attributes: { name, status, archived, created, updated, trigger_type }
columns:
  flow_key: { type: varchar, about: "source:connection:id", checks: [unique, not_null] }
  flow_id: { type: varchar, checks: [not_null] }
  connection: { type: varchar, checks: [not_null] }
  flow_name: { type: varchar }
  status: { type: varchar }
  trigger_type: { type: varchar }
  is_archived: { type: boolean }
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
    select * from {{ source('klaviyo', 'flows') }}
),

final as (
    select
        'klaviyo:' || _connection || ':' || {{ as_text('record', 'id') }} as flow_key,
        {{ as_text('record', 'id') }} as flow_id,
        _connection as connection,
        {{ as_text('record', 'attributes.name') }} as flow_name,
        {{ as_text('record', 'attributes.status') }} as status,
        {{ as_text('record', 'attributes.trigger_type') }} as trigger_type,
        {{ null_if_blank('record', 'attributes.archived') }}::boolean as is_archived,
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
