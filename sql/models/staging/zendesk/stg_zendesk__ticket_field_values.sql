/*---
model: stg_zendesk__ticket_field_values
grain: one row per ticket and custom field with a value
key: [ticket_key, ticket_field_id]
materialize: incremental
replace_partition: ticket_key
owner: support
columns:
  ticket_key: { type: varchar, checks: [not_null] }
  ticket_field_id: { type: varchar, checks: [not_null] }
  value_token: { type: varchar, about: "A token for a text; a drop-down choice has the token of its option" }
---*/
with

tickets as (
    select * from {{ changed('stg_zendesk__tickets') }}
),

final as (
    select
        tickets.ticket_key as ticket_key,
        {{ as_text('one.value', 'id') }} as ticket_field_id,
        {{ as_text('one.value', 'value') }} as value_token
    from {{ explode('tickets', 'custom_fields', 'one') }}
)

select * from final
