/*---
model: stg_zendesk__ticket_metrics
grain: one row per ticket, how long things took
key: [ticket_key]
materialize: incremental
version: [generated_at, _extracted_at, _file, _row]
owner: support
record:
  id:
  ticket_id:
  created_at:
  updated_at:
  generated_timestamp:
  reopens:
  replies:
  solved_at:
  assigned_at:
  reply_time_in_minutes: { calendar, business }
  first_resolution_time_in_minutes: { calendar, business }
  full_resolution_time_in_minutes: { calendar, business }
  requester_wait_time_in_minutes: { calendar, business }
columns:
  ticket_key: { type: varchar, about: "source:connection:id", checks: [unique, not_null] }
  ticket_id: { type: varchar, checks: [not_null] }
  ticket_metric_id: { type: varchar }
  connection: { type: varchar, checks: [not_null] }
  created_at: { type: timestamp }
  updated_at: { type: timestamp }
  generated_at: { type: timestamp }
  solved_at: { type: timestamp }
  assigned_at: { type: timestamp }
  reopen_count: { type: bigint }
  reply_count: { type: bigint }
  first_reply_seconds: { type: bigint, about: Calendar time until an agent answered, unit: seconds }
  first_resolution_seconds: { type: bigint, about: Calendar time until it was first solved, unit: seconds }
  full_resolution_seconds: { type: bigint, about: Calendar time until it was finally solved, unit: seconds }
  requester_wait_seconds: { type: bigint, about: Calendar time the requester waited, unit: seconds }
  _nulled: { type: varchar, about: "Columns whose value could not be read, by name" }
  _slice_id: { type: varchar }
  _extracted_at: { type: timestamp }
  _file: { type: varchar }
  _row: { type: bigint }
---*/
with

received as (
    select * from {{ source('zendesk', 'ticket_metrics') }}
),

final as (
    select
        'zendesk:' || _connection || ':' || {{ as_text('record', 'ticket_id') }} as ticket_key,
        {{ as_text('record', 'ticket_id') }} as ticket_id,
        {{ as_text('record', 'id') }} as ticket_metric_id,
        _connection as connection,
        {{ utc(null_if_blank('record', 'created_at')) }} as created_at,
        {{ utc(null_if_blank('record', 'updated_at')) }} as updated_at,
        coalesce({{ from_seconds(null_if_blank('record', 'generated_timestamp')) }}, {{ utc(null_if_blank('record', 'updated_at')) }}) as generated_at,
        {{ utc(null_if_blank('record', 'solved_at')) }} as solved_at,
        {{ utc(null_if_blank('record', 'assigned_at')) }} as assigned_at,
        {{ null_if_blank('record', 'reopens') }}::bigint as reopen_count,
        {{ null_if_blank('record', 'replies') }}::bigint as reply_count,
        60 * {{ null_if_blank('record', 'reply_time_in_minutes.calendar') }}::bigint as first_reply_seconds,
        60 * {{ null_if_blank('record', 'first_resolution_time_in_minutes.calendar') }}::bigint as first_resolution_seconds,
        60 * {{ null_if_blank('record', 'full_resolution_time_in_minutes.calendar') }}::bigint as full_resolution_seconds,
        60 * {{ null_if_blank('record', 'requester_wait_time_in_minutes.calendar') }}::bigint as requester_wait_seconds,
        {{ nulled }} as _nulled,
        _slice_id,
        _extracted_at,
        _file,
        _row
    from received
)

select * from final
