/*---
model: stg_zendesk__ticket_field_options
about: Names of choices. A choice and a ticket's value are the same text, so they have the same token
grain: one row per choice of a drop-down
key: [ticket_field_key, option_id]
materialize: incremental
replace_partition: ticket_field_key
owner: support
columns:
  ticket_field_key: { type: varchar, checks: [not_null] }
  option_id: { type: varchar, checks: [not_null] }
  ticket_field_id: { type: varchar }
  option_name: { type: varchar }
  value_token: { type: varchar, about: The value in tickets with this choice }
---*/
with

fields as (
    select * from {{ changed('stg_zendesk__ticket_fields') }}
),

final as (
    select
        fields.ticket_field_key as ticket_field_key,
        {{ as_text('one.value', 'id') }} as option_id,
        fields.ticket_field_id as ticket_field_id,
        {{ as_text('one.value', 'name') }} as option_name,
        {{ as_text('one.value', 'value') }} as value_token
    from {{ explode('fields', 'options', 'one') }}
)

select * from final
