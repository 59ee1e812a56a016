/*---
model: int_customer_identifiers_linked
about: >-
  What links records: the same e-mail, the same shop id, the same phone. A phone shown with several first names is a
  household's and links only records of one first name. What more than 20 records share links nobody.
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

records as (
    select * from {{ ref('int_customer_records_gathered') }}
),

phones as (
    select phone_token, count(distinct first_name_token) as names_count
    from records
    where phone_token is not null
    group by phone_token
    having count(*) > 1
),

stated as (
    select record_key, 'email:' || email_token as identifier from records where email_token is not null
    union all
    select record_key, 'shop:' || shop_record_id as identifier from records where shop_record_id is not null
    union all
    select
        records.record_key,
        'phone:' || records.phone_token
            || case when phones.names_count > 1 then ':' || records.first_name_token else '' end as identifier
    from records
    join phones on phones.phone_token = records.phone_token
    where phones.names_count <= 1 or records.first_name_token is not null
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
