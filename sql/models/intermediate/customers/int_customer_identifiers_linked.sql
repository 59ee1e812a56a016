/*---
model: int_customer_identifiers_linked
about: >-
  Identifiers that link records: the same e-mail, the same shop id, the same phone. A phone with several first names belongs to a household
  and links only records with the same first name. A value shared by more than 20 records links none.
grain: one row per record and identifier that links it to another record
key: [record_key, identifier]
materialize: table
owner: customers
decisions: [docs/decisions/0012-identity.md]
columns:
  record_key: { type: varchar, checks: [not_null] }
  identifier: { type: varchar, checks: [not_null] }
---*/
with

identifiers as (
    select identifiers.record_key, identifiers.kind, identifiers.value, records.first_name_token
    from {{ ref('int_customer_identifiers') }} as identifiers
    join {{ ref('int_customer_records') }} as records on records.record_key = identifiers.record_key
),

phones as (
    select value, count(distinct first_name_token) as names_count
    from identifiers
    where kind = 'phone'
    group by value
    having count(*) > 1
),

stated as (
    select record_key, kind || ':' || value as identifier from identifiers where kind <> 'phone'
    union all
    select
        identifiers.record_key,
        'phone:' || identifiers.value
            || case when phones.names_count > 1 then ':' || identifiers.first_name_token else '' end as identifier
    from identifiers
    join phones on phones.value = identifiers.value
    where identifiers.kind = 'phone' and (phones.names_count <= 1 or identifiers.first_name_token is not null)
),

shared as (
    select identifier
    from stated
    group by identifier
    having count(*) between 2 and 20
),

final as (
    select distinct stated.record_key, stated.identifier
    from stated
    join shared on shared.identifier = stated.identifier
)

select * from final
