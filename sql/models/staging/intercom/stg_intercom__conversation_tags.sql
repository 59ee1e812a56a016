/*---
model: stg_intercom__conversation_tags
grain: one row per conversation and tag
key: [conversation_key, tag_key]
materialize: incremental
replace_partition: conversation_key
owner: support
columns:
  conversation_key: { type: varchar, checks: [not_null] }
  tag_key: { type: varchar, checks: [not_null] }
  tag_name: { type: varchar }
---*/
with

conversations as (
    select * from {{ changed('stg_intercom__conversations') }}
),

final as (
    select
        conversations.conversation_key as conversation_key,
        'intercom:' || conversations.connection || ':' || {{ as_text('one.value', 'id') }} as tag_key,
        {{ as_text('one.value', 'name') }} as tag_name
    from {{ explode('conversations', 'tags', 'one') }}
)

select * from final
