/*---
model: stg_klaviyo__metrics
grain: one row per kind of event, its newest reading
key: [metric_key]
materialize: incremental
version: [_extracted_at, _file, _row]
immutable_columns: [created_at]
owner: email
record: { id, attributes: { name, created } }
columns:
  metric_key: { type: varchar, about: "source:connection:id", checks: [unique, not_null] }
  metric_id: { type: varchar, checks: [not_null] }
  connection: { type: varchar }
  metric_name: { type: varchar }
  created_at: { type: timestamp }
  _nulled: { type: varchar, about: "Columns whose value could not be read, by name" }
  _slice_id: { type: varchar }
  _extracted_at: { type: timestamp }
  _file: { type: varchar }
  _row: { type: bigint }
---*/
with

received as (
    select * from {{ source('klaviyo', 'metrics') }}
),

final as (
    select
        'klaviyo:' || _connection || ':' || {{ as_text('record', 'id') }} as metric_key,
        {{ as_text('record', 'id') }} as metric_id,
        _connection as connection,
        {{ as_text('record', 'attributes.name') }} as metric_name,
        {{ utc(as_text('record', 'attributes.created')) }} as created_at,
        {{ nulled }} as _nulled,
        _slice_id,
        _extracted_at,
        _file,
        _row
    from received
)

select * from final
