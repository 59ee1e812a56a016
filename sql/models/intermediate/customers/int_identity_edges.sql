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
        records.first_name_token,
        records.name_token,
        records.street_token,
        records.postcode_token,
        coalesce(records.updated_at, records.created_at) as seen_at
    from {{ ref('int_customer_identifiers') }} as identifiers
    join records on records.record_key = identifiers.record_key
),

households as (
    select street_token, postcode_token
    from records
    where street_token is not null
    group by street_token, postcode_token
    having min(first_name_token || ' ' || last_name_token) <> max(first_name_token || ' ' || last_name_token)
),

tied as (
    select identifiers.*, shared.rule
    from identifiers
    join {{ ref('int_identity_values') }} as shared on shared.kind = identifiers.kind and shared.value = identifiers.value
    left join households
        on households.street_token = identifiers.street_token
        and households.postcode_token = identifiers.postcode_token
    where shared.rule is not null and (shared.rule <> 'name_and_address' or households.street_token is null)
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
