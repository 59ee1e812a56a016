/*---
model: int_identity_edges
about: >-
  The graph of identity: a record is tied to an identifier, and through it to the other records tied to it. Each edge says by which rule,
  with what confidence, who stated it and when. Values that many people share tie nobody; a telephone or an address that people of
  several names share ties those of one name. What somebody decided about two records counts beside all that.
grain: one row per record and identifier that links it to another record
key: [record_key, identifier]
materialize: table
owner: customers
decisions: [docs/decisions/0012-identity.md]
columns:
  record_key: { type: varchar, checks: [not_null] }
  identifier: { type: varchar, about: "kind:value, and the name where only records of one name are tied", checks: [not_null] }
  rule: { type: varchar, checks: [not_null, { accepted: [manual, merge, shop_id, email, phone, phone_and_name, phone_alone, name_and_address] }] }
  confidence: { type: varchar, about: "certain and high make customers; medium is for the loose level only", checks: [not_null, { accepted: [certain, high, medium] }] }
  stated_by: { type: varchar, about: The record or row of a file that says so, checks: [not_null] }
  seen_at: { type: timestamp, about: The last change of what says so, checks: [not_null] }
---*/
with

records as (
    select * from {{ ref('int_customer_records') }}
),

identifiers as (
    select
        identifiers.record_key,
        identifiers.kind,
        identifiers.value,
        records.is_shop,
        records.first_name_token,
        records.name_token,
        records.street_token,
        records.postcode_token,
        coalesce(records.updated_at, records.created_at) as seen_at
    from {{ ref('int_customer_identifiers') }} as identifiers
    join records on records.record_key = identifiers.record_key
),

shared as (
    select
        kind,
        value,
        count_if(is_shop) as shop_records,
        count(distinct first_name_token) as first_names,
        count(distinct name_token) as whole_names,
        count_if(first_name_token is not null and name_token is not null) as comparable
    from identifiers
    group by kind, value
    having count(*) > 1
),

households as (
    select street_token, postcode_token
    from records
    where street_token is not null
    group by street_token, postcode_token
    having count(distinct first_name_token || ' ' || last_name_token) > 1
),

-- A first name and a whole name are two tokens of one person only if some record states both.
ruled as (
    select
        kind,
        value,
        case
            when kind = 'merge' then 'merge'
            when kind = 'address' then 'name_and_address'
            when kind = 'shop' then case when shop_records > 0 then 'shop_id' end
            when greatest(first_names, whole_names) > {{ most_names_of_one_value }} then null
            when kind = 'email' then 'email'
            when greatest(first_names, whole_names) > 1 then 'phone_and_name'
            when first_names = 0 or whole_names = 0 or comparable > 0 then 'phone'
            else 'phone_alone'
        end as rule
    from shared
),

tied as (
    select identifiers.*, ruled.rule
    from identifiers
    join ruled on ruled.kind = identifiers.kind and ruled.value = identifiers.value
    left join households
        on households.street_token = identifiers.street_token
        and households.postcode_token = identifiers.postcode_token
    where ruled.rule is not null and (ruled.rule <> 'name_and_address' or households.street_token is null)
),

stated as (
    select record_key, kind || ':' || value as identifier, rule, seen_at
    from tied
    where rule <> 'phone_and_name'
    union all
    select record_key, kind || ':' || value || ':' || first_name_token, 'phone_and_name', seen_at
    from tied
    where rule in ('phone_and_name', 'phone_alone') and first_name_token is not null
    union all
    select record_key, kind || ':' || value || ':' || name_token, 'phone_and_name', seen_at
    from tied
    where rule in ('phone_and_name', 'phone_alone') and name_token is not null
),

linking as (
    select identifier
    from stated
    group by identifier
    having count(*) > 1 and (count(*) <= {{ most_records_of_one_value }} or min(rule) = 'merge')
),

decided as (
    select *, 'manual:' || least(record_a, record_b) || '~' || greatest(record_a, record_b) as identifier
    from {{ ref('int_identity_decisions') }}
    where is_current and action = 'link'
),

final as (
    select
        stated.record_key,
        stated.identifier,
        stated.rule,
        case
            when stated.rule = 'merge' then 'certain'
            when stated.rule in ('phone_alone', 'name_and_address') then 'medium'
            else 'high'
        end as confidence,
        stated.record_key as stated_by,
        stated.seen_at
    from stated
    join linking on linking.identifier = stated.identifier
    union all
    select record_a, identifier, 'manual', 'certain', file || ':' || line, decided_at from decided
    union all
    select record_b, identifier, 'manual', 'certain', file || ':' || line, decided_at from decided
)

select * from final
