/*---
model: stg_zendesk__comments
grain: one row per comment; comments never change, unless somebody is erased
key: [comment_key]
materialize: incremental
version: [commented_at, _extracted_at, _file, _row]
owner: support
record:
  id:
  ticket_id:
  author_id:
  public:
  created_at:
  timestamp:
  via: { channel }
columns:
  comment_key: { type: varchar, about: "source:connection:id", checks: [unique, not_null] }
  comment_id: { type: varchar, checks: [not_null] }
  connection: { type: varchar, checks: [not_null] }
  ticket_key: { type: varchar }
  author_key: { type: varchar }
  is_public: { type: boolean }
  channel: { type: varchar }
  commented_at: { type: timestamp }
  _nulled: { type: varchar, about: "Columns whose value could not be read, by name" }
  _slice_id: { type: varchar }
  _extracted_at: { type: timestamp }
  _file: { type: varchar }
  _row: { type: bigint }
---*/
with

received as (
    select * from {{ source('zendesk', 'comments') }}
),

final as (
    select
        'zendesk:' || _connection || ':' || {{ as_text('record', 'id') }} as comment_key,
        {{ as_text('record', 'id') }} as comment_id,
        _connection as connection,
        'zendesk:' || _connection || ':' || {{ as_text('record', 'ticket_id') }} as ticket_key,
        'zendesk:' || _connection || ':' || {{ as_text('record', 'author_id') }} as author_key,
        {{ null_if_blank('record', 'public') }}::boolean as is_public,
        {{ null_if_blank('record', 'via.channel') }} as channel,
        coalesce({{ utc(null_if_blank('record', 'created_at')) }}, {{ from_seconds(null_if_blank('record', 'timestamp')) }}) as commented_at,
        {{ nulled }} as _nulled,
        _slice_id,
        _extracted_at,
        _file,
        _row
    from received
)

select * from final
