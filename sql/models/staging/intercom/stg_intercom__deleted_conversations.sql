/*---
model: stg_intercom__deleted_conversations
grain: one row per conversation that was deleted
key: [conversation_key]
materialize: incremental
version: [_extracted_at, _file, _row]
owner: support
record:
  id:
  deleted_at:
columns:
  conversation_key: { type: varchar, about: "source:connection:id", checks: [unique, not_null] }
  conversation_id: { type: varchar, checks: [not_null] }
  connection: { type: varchar, checks: [not_null] }
  _deleted_at: { type: timestamp }
  _nulled: { type: varchar, about: "Columns whose value could not be read, by name" }
  _slice_id: { type: varchar }
  _extracted_at: { type: timestamp }
  _file: { type: varchar }
  _row: { type: bigint }
---*/
with

received as (
    select * from {{ source('intercom', 'deleted_conversations') }}
),

final as (
    select
        'intercom:' || _connection || ':' || {{ as_text('record', 'id') }} as conversation_key,
        {{ as_text('record', 'id') }} as conversation_id,
        _connection as connection,
        {{ from_seconds(null_if_blank('record', 'deleted_at')) }} as _deleted_at,
        {{ nulled }} as _nulled,
        _slice_id,
        _extracted_at,
        _file,
        _row
    from received
)

select * from final
