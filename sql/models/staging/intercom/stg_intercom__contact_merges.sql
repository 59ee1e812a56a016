/*---
model: stg_intercom__contact_merges
about: Identity edges of one person
grain: one row per contact that was merged into another
key: [merged_record_key]
materialize: incremental
replace_partition: record_key
owner: customers
columns:
  merged_record_key: { type: varchar, about: "The merged contact; its conversations belong to the other one", checks: [unique, not_null] }
  record_key: { type: varchar, checks: [not_null] }
  connection: { type: varchar }
  merged_at: { type: timestamp }
  _nulled: { type: varchar, about: "Columns whose value could not be read, by name" }
---*/
with

contacts as (
    select * from {{ changed('stg_intercom__contacts') }}
),

final as (
    select
        'intercom:' || contacts.connection || ':' || {{ as_text('one.value', 'source_contact_id') }} as merged_record_key,
        contacts.record_key as record_key,
        contacts.connection as connection,
        {{ from_seconds(as_text('one.value', 'merged_at')) }} as merged_at,
        {{ nulled }} as _nulled
    from {{ explode('contacts', 'merge_history', 'one') }}
)

select * from final
