/*---
model: stg_intercom__contact_companies
grain: one row per contact and company
key: [record_key, company_key]
materialize: incremental
replace_partition: record_key
owner: customers
columns:
  record_key: { type: varchar, checks: [not_null] }
  company_key: { type: varchar, checks: [not_null] }
---*/
with

contacts as (
    select * from {{ changed('stg_intercom__contacts') }}
),

final as (
    select
        contacts.record_key as record_key,
        'intercom:' || contacts.connection || ':' || {{ as_text('one.value', 'id') }} as company_key
    from {{ explode('contacts', 'companies', 'one') }}
)

select * from final
