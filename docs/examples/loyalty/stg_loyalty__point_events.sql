/*---
model: stg_loyalty__point_events
grain: one row per event, its newest version
key: [point_event_key]
materialize: incremental
version: [updated_at, _extracted_at, _file, _row]
immutable_columns: [created_at]
owner: commerce
record: { id, member_id, email, kind, points, order_number, created_at, updated_at }
columns:
  point_event_key: { type: varchar, about: "source:connection:id", checks: [unique, not_null] }
  point_event_id: { type: varchar, checks: [not_null] }
  connection: { type: varchar }
  member_id: { type: varchar }
  email_token: { type: varchar }
  kind: { type: varchar }
  point_count: { type: bigint }
  order_number: { type: varchar }
  created_at: { type: timestamp }
  updated_at: { type: timestamp }
  _slice_id: { type: varchar }
  _extracted_at: { type: timestamp }
  _file: { type: varchar }
  _row: { type: bigint }
---*/
with

received as (
    select * from {{ source('loyalty', 'point_events') }}
),

final as (
    select
        'loyalty:' || _connection || ':' || {{ as_text('record', 'id') }} as point_event_key,
        {{ as_text('record', 'id') }} as point_event_id,
        _connection as connection,
        {{ as_text('record', 'member_id') }} as member_id,
        {{ as_text('record', 'email') }} as email_token,
        {{ as_text('record', 'kind') }} as kind,
        {{ as_text('record', 'points') }}::bigint as point_count,
        {{ as_text('record', 'order_number') }} as order_number,
        {{ utc(as_text('record', 'created_at')) }} as created_at,
        {{ utc(as_text('record', 'updated_at')) }} as updated_at,
        _slice_id,
        _extracted_at,
        _file,
        _row
    from received
)

select * from final
