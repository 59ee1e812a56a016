/*---
model: stg_zendesk__tickets
grain: one row per ticket, its newest version
key: [ticket_key]
materialize: incremental
version: [generated_at, _extracted_at, _file, _row]
immutable_columns: [created_at]
owner: support
record:
  id:
  created_at:
  updated_at:
  generated_timestamp:
  status:
  priority:
  via: { channel }
  requester_id:
  assignee_id:
  group_id:
  organization_id:
  subject:
  satisfaction_rating: { score }
  custom_fields: [{ id, value }]
columns:
  ticket_key: { type: varchar, about: "source:connection:id", checks: [unique, not_null] }
  ticket_id: { type: varchar, checks: [not_null] }
  connection: { type: varchar, checks: [not_null] }
  created_at: { type: timestamp }
  updated_at: { type: timestamp, about: Last change by people }
  generated_at: { type: timestamp, about: "Time of the last change by anyone, including the system" }
  status: { type: varchar }
  priority: { type: varchar }
  channel: { type: varchar }
  requester_key: { type: varchar, about: The user who asks }
  assignee_key: { type: varchar }
  group_id: { type: varchar }
  organization_key: { type: varchar }
  subject_token: { type: varchar }
  satisfaction_score: { type: varchar, about: "unoffered, offered, good or bad" }
  custom_fields: { type: nested }
  _deleted_at: { type: timestamp, about: A deleted ticket stays in the export with its status }
  _nulled: { type: varchar, about: "Columns whose value could not be read, by name" }
  _slice_id: { type: varchar }
  _extracted_at: { type: timestamp }
  _file: { type: varchar }
  _row: { type: bigint }
---*/
with

received as (
    select * from {{ source('zendesk', 'tickets') }}
),

final as (
    select
        'zendesk:' || _connection || ':' || {{ as_text('record', 'id') }} as ticket_key,
        {{ as_text('record', 'id') }} as ticket_id,
        _connection as connection,
        {{ utc(null_if_blank('record', 'created_at')) }} as created_at,
        {{ utc(null_if_blank('record', 'updated_at')) }} as updated_at,
        coalesce({{ from_seconds(null_if_blank('record', 'generated_timestamp')) }}, {{ utc(null_if_blank('record', 'updated_at')) }}) as generated_at,
        {{ as_text('record', 'status') }} as status,
        {{ null_if_blank('record', 'priority') }} as priority,
        {{ null_if_blank('record', 'via.channel') }} as channel,
        'zendesk:' || _connection || ':' || {{ as_text('record', 'requester_id') }} as requester_key,
        'zendesk:' || _connection || ':' || {{ as_text('record', 'assignee_id') }} as assignee_key,
        {{ null_if_blank('record', 'group_id') }} as group_id,
        'zendesk:' || _connection || ':' || {{ as_text('record', 'organization_id') }} as organization_key,
        {{ null_if_blank('record', 'subject') }} as subject_token,
        {{ null_if_blank('record', 'satisfaction_rating.score') }} as satisfaction_score,
        {{ nested('record', 'custom_fields') }} as custom_fields,
        case when {{ as_text('record', 'status') }} = 'deleted' then coalesce({{ from_seconds(null_if_blank('record', 'generated_timestamp')) }}, {{ utc(null_if_blank('record', 'updated_at')) }}) end as _deleted_at,
        {{ nulled }} as _nulled,
        _slice_id,
        _extracted_at,
        _file,
        _row
    from received
)

select * from final
