/*---
model: stg_intercom__conversations
grain: one row per conversation, its newest version
key: [conversation_key]
materialize: incremental
version: [updated_at, _extracted_at, _file, _row]
immutable_columns: [created_at]
owner: support
record:
  id:
  created_at:
  updated_at:
  state:
  priority:
  admin_assignee_id:
  team_assignee_id:
  source: { type, delivered_as, author: { type, id } }
  contacts: { contacts: [{ id }] }
  tags: { tags: [{ id, name }] }
  conversation_rating: { rating, created_at }
  statistics: { time_to_admin_reply, time_to_first_close, time_to_last_close, first_admin_reply_at, last_close_at, count_reopens, count_conversation_parts }
  conversation_parts:
    conversation_parts:
      - id:
        part_type:
        created_at:
        author: { type, id }
        body:
columns:
  conversation_key: { type: varchar, about: "source:connection:id", checks: [unique, not_null] }
  conversation_id: { type: varchar, checks: [not_null] }
  connection: { type: varchar, checks: [not_null] }
  created_at: { type: timestamp }
  updated_at: { type: timestamp }
  state: { type: varchar, about: "open, closed or snoozed" }
  priority: { type: varchar }
  channel: { type: varchar }
  delivered_as: { type: varchar }
  author_type: { type: varchar }
  admin_id: { type: varchar }
  team_key: { type: varchar }
  rating: { type: bigint, about: "1 to 5" }
  rated_at: { type: timestamp }
  first_reply_seconds: { type: bigint, unit: seconds }
  first_resolution_seconds: { type: bigint, unit: seconds }
  full_resolution_seconds: { type: bigint, unit: seconds }
  replied_at: { type: timestamp }
  closed_at: { type: timestamp }
  reopen_count: { type: bigint }
  part_count: { type: bigint }
  contacts: { type: nested }
  tags: { type: nested }
  parts: { type: nested }
  _nulled: { type: varchar, about: "Columns whose value could not be read, by name" }
  _slice_id: { type: varchar }
  _extracted_at: { type: timestamp }
  _file: { type: varchar }
  _row: { type: bigint }
---*/
with

received as (
    select * from {{ source('intercom', 'conversations') }}
),

final as (
    select
        'intercom:' || _connection || ':' || {{ as_text('record', 'id') }} as conversation_key,
        {{ as_text('record', 'id') }} as conversation_id,
        _connection as connection,
        {{ from_seconds(null_if_blank('record', 'created_at')) }} as created_at,
        {{ from_seconds(null_if_blank('record', 'updated_at')) }} as updated_at,
        {{ null_if_blank('record', 'state') }} as state,
        {{ null_if_blank('record', 'priority') }} as priority,
        {{ null_if_blank('record', 'source.type') }} as channel,
        {{ null_if_blank('record', 'source.delivered_as') }} as delivered_as,
        {{ null_if_blank('record', 'source.author.type') }} as author_type,
        {{ null_if_blank('record', 'admin_assignee_id') }} as admin_id,
        'intercom:' || _connection || ':' || {{ as_text('record', 'team_assignee_id') }} as team_key,
        {{ null_if_blank('record', 'conversation_rating.rating') }}::bigint as rating,
        {{ from_seconds(null_if_blank('record', 'conversation_rating.created_at')) }} as rated_at,
        {{ null_if_blank('record', 'statistics.time_to_admin_reply') }}::bigint as first_reply_seconds,
        {{ null_if_blank('record', 'statistics.time_to_first_close') }}::bigint as first_resolution_seconds,
        {{ null_if_blank('record', 'statistics.time_to_last_close') }}::bigint as full_resolution_seconds,
        {{ from_seconds(null_if_blank('record', 'statistics.first_admin_reply_at')) }} as replied_at,
        {{ from_seconds(null_if_blank('record', 'statistics.last_close_at')) }} as closed_at,
        {{ null_if_blank('record', 'statistics.count_reopens') }}::bigint as reopen_count,
        {{ null_if_blank('record', 'statistics.count_conversation_parts') }}::bigint as part_count,
        {{ nested('record', 'contacts.contacts') }} as contacts,
        {{ nested('record', 'tags.tags') }} as tags,
        {{ nested('record', 'conversation_parts.conversation_parts') }} as parts,
        {{ nulled }} as _nulled,
        _slice_id,
        _extracted_at,
        _file,
        _row
    from received
)

select * from final
