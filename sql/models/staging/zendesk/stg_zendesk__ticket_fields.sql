/*---
model: stg_zendesk__ticket_fields
grain: one row per field of tickets, its newest reading
key: [ticket_field_key]
materialize: incremental
version: [_extracted_at, _file, _row]
immutable_columns: [created_at]
owner: support
record:
  id:
  type:
  title:
  active:
  created_at:
  updated_at:
  custom_field_options: [{ id, name, value }]
columns:
  ticket_field_key: { type: varchar, about: "source:connection:id", checks: [unique, not_null] }
  ticket_field_id: { type: varchar, checks: [not_null] }
  connection: { type: varchar, checks: [not_null] }
  type: { type: varchar }
  title: { type: varchar }
  is_active: { type: boolean }
  created_at: { type: timestamp }
  updated_at: { type: timestamp }
  options: { type: nested }
  _nulled: { type: varchar, about: "Columns whose value could not be read, by name" }
  _slice_id: { type: varchar }
  _extracted_at: { type: timestamp }
  _file: { type: varchar }
  _row: { type: bigint }
---*/
with

received as (
    select * from {{ source('zendesk', 'ticket_fields') }}
),

final as (
    select
        'zendesk:' || _connection || ':' || {{ as_text('record', 'id') }} as ticket_field_key,
        {{ as_text('record', 'id') }} as ticket_field_id,
        _connection as connection,
        {{ as_text('record', 'type') }} as type,
        {{ as_text('record', 'title') }} as title,
        {{ null_if_blank('record', 'active') }}::boolean as is_active,
        {{ utc(null_if_blank('record', 'created_at')) }} as created_at,
        {{ utc(null_if_blank('record', 'updated_at')) }} as updated_at,
        {{ nested('record', 'custom_field_options') }} as options,
        {{ nulled }} as _nulled,
        _slice_id,
        _extracted_at,
        _file,
        _row
    from received
)

select * from final
