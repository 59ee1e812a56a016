/*---
model: stg_zendesk__satisfaction_ratings
grain: one row per rating asked for, its newest version
key: [rating_key]
materialize: incremental
version: [updated_at, _extracted_at, _file, _row]
immutable_columns: [created_at]
owner: support
record:
  id:
  ticket_id:
  requester_id:
  assignee_id:
  score:
  reason_code:
  created_at:
  updated_at:
columns:
  rating_key: { type: varchar, about: "source:connection:id", checks: [unique, not_null] }
  rating_id: { type: varchar, checks: [not_null] }
  connection: { type: varchar, checks: [not_null] }
  ticket_key: { type: varchar }
  requester_key: { type: varchar }
  assignee_key: { type: varchar }
  score: { type: varchar, about: "offered, good or bad" }
  reason_code: { type: bigint }
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
    select * from {{ source('zendesk', 'satisfaction_ratings') }}
),

final as (
    select
        'zendesk:' || _connection || ':' || {{ as_text('record', 'id') }} as rating_key,
        {{ as_text('record', 'id') }} as rating_id,
        _connection as connection,
        'zendesk:' || _connection || ':' || {{ as_text('record', 'ticket_id') }} as ticket_key,
        'zendesk:' || _connection || ':' || {{ as_text('record', 'requester_id') }} as requester_key,
        'zendesk:' || _connection || ':' || {{ as_text('record', 'assignee_id') }} as assignee_key,
        {{ as_text('record', 'score') }} as score,
        {{ null_if_blank('record', 'reason_code') }}::bigint as reason_code,
        {{ utc(null_if_blank('record', 'created_at')) }} as created_at,
        {{ utc(null_if_blank('record', 'updated_at')) }} as updated_at,
        {{ nulled }} as _nulled,
        _slice_id,
        _extracted_at,
        _file,
        _row
    from received
)

select * from final
