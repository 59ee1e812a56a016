/*---
model: stg_intercom__conversation_contacts
grain: one row per conversation and contact in it
key: [conversation_key, record_key]
materialize: incremental
replace_partition: conversation_key
owner: support
columns:
  conversation_key: { type: varchar, checks: [not_null] }
  record_key: { type: varchar, checks: [not_null] }
---*/
with

conversations as (
    select * from {{ changed('stg_intercom__conversations') }}
),

final as (
    select
        conversations.conversation_key as conversation_key,
        'intercom:' || conversations.connection || ':' || {{ as_text('one.value', 'id') }} as record_key
    from {{ explode('conversations', 'contacts', 'one') }}
)

select * from final
