/*---
model: stg_intercom__conversation_parts
grain: one row per part of a conversation
key: [part_key]
materialize: incremental
replace_partition: conversation_key
owner: support
columns:
  part_key: { type: varchar, about: "source:connection:id", checks: [unique, not_null] }
  part_id: { type: varchar, checks: [not_null] }
  conversation_key: { type: varchar, checks: [not_null] }
  part_type: { type: varchar }
  author_type: { type: varchar, about: "user, lead, admin or bot" }
  author_id: { type: varchar }
  body_token: { type: varchar }
  created_at: { type: timestamp }
  _nulled: { type: varchar, about: "Columns whose value could not be read, by name" }
---*/
with

conversations as (
    select * from {{ changed('stg_intercom__conversations') }}
),

final as (
    select
        'intercom:' || conversations.connection || ':' || {{ as_text('one.value', 'id') }} as part_key,
        {{ as_text('one.value', 'id') }} as part_id,
        conversations.conversation_key as conversation_key,
        {{ as_text('one.value', 'part_type') }} as part_type,
        {{ as_text('one.value', 'author.type') }} as author_type,
        {{ as_text('one.value', 'author.id') }} as author_id,
        {{ null_if_blank('one.value', 'body') }} as body_token,
        {{ from_seconds(as_text('one.value', 'created_at')) }} as created_at,
        {{ nulled }} as _nulled
    from {{ explode('conversations', 'parts', 'one') }}
)

select * from final
