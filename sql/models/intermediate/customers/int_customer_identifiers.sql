/*---
model: int_customer_identifiers
about: >-
  Identifiers stated by the records of int_customer_records, and the name and address of those that state both. A record that somebody
  unlinked from another no longer counts as stating what it shares with that one.
grain: one row per record, kind and value
key: [record_key, kind, value]
materialize: table
owner: customers
decisions: [docs/decisions/0012-identity.md]
columns:
  record_key: { type: varchar, checks: [not_null] }
  kind: { type: varchar, about: "email, phone, shop, merge or address", checks: [not_null] }
  value: { type: varchar, checks: [not_null] }
---*/
with

records as (
    select * from {{ ref('int_customer_records') }}
),

addressed as (
    select
        record_key,
        first_name_token || ' ' || last_name_token || ' ' || street_token || ' ' || postcode_token as name_and_address
    from records
),

stated as (
    select identifiers.record_key, identifiers.kind, identifiers.value
    from {{ union_of('identifiers') }} as identifiers
    join records on records.record_key = identifiers.record_key
    union all
    select record_key, 'email', email_token from records where is_contact and email_token is not null
    union all
    select record_key, 'phone', phone_token from records where is_contact and phone_token is not null
    union all
    select record_key, 'address', {{ hash_key('name_and_address') }} from addressed where name_and_address is not null
),

unlinked as (
    select record_a, record_b from {{ ref('int_identity_decisions') }} where is_current and action = 'unlink'
),

given_up as (
    select leaving.record_key, leaving.kind, leaving.value
    from unlinked
    join stated as staying on staying.record_key = unlinked.record_a
    join stated as leaving
        on leaving.record_key = unlinked.record_b
        and leaving.kind = staying.kind
        and leaving.value = staying.value
),

final as (
    select stated.*
    from stated
    where not exists (
        select 1
        from given_up
        where given_up.record_key = stated.record_key and given_up.kind = stated.kind and given_up.value = stated.value
    )
)

select * from final
