/*---
model: int_identity_values
about: >-
  Values that several records state, and the rule by which they tie these records. The values of a relay's mailbox, a call centre's phone
  and whatever else too many share tie nobody, and neither does a shop's id that no record of the shop has.
grain: one row per kind and value that more than one record states
key: [kind, value]
materialize: table
owner: customers
decisions: [docs/decisions/0012-identity.md]
columns:
  kind: { type: varchar, checks: [not_null] }
  value: { type: varchar, checks: [not_null] }
  records_count: { type: bigint, unit: records, checks: [not_null] }
  rule: { type: varchar, about: Null when it ties nobody }
  is_capped: { type: boolean, about: Too many records or names share it, checks: [not_null] }
---*/
with

shared as (
    select
        identifiers.kind,
        identifiers.value,
        count(*) as records_count,
        count_if(records.is_shop) as shop_records,
        count(distinct records.first_name_token) as first_names,
        count(distinct records.name_token) as whole_names,
        count_if(records.first_name_token is not null and records.name_token is not null) as comparable
    from {{ ref('int_customer_identifiers') }} as identifiers
    join {{ ref('int_customer_records') }} as records on records.record_key = identifiers.record_key
    group by identifiers.kind, identifiers.value
    having count(*) > 1
),

counted as (
    select
        kind,
        value,
        records_count,
        shop_records,
        first_names,
        whole_names,
        comparable,
        kind in ('email', 'phone') and greatest(first_names, whole_names) > {{ most_names_of_one_value }} as has_many_names,
        kind <> 'merge' and records_count > {{ most_records_of_one_value }} as has_many_records
    from shared
),

-- A first name and a whole name are two tokens of one person only if some record states both. Of a household's phone the records of
-- each name are counted apart, where they are tied.
ruled as (
    select
        kind,
        value,
        records_count,
        case
            when kind = 'merge' then 'merge'
            when has_many_names then null
            when kind = 'phone' and greatest(first_names, whole_names) > 1 then 'phone_and_name'
            when has_many_records then null
            when kind = 'shop' then case when shop_records > 0 then 'shop_id' end
            when kind = 'address' then 'name_and_address'
            when kind = 'email' then 'email'
            when first_names = 0 or whole_names = 0 or comparable > 0 then 'phone'
            else 'phone_alone'
        end as rule,
        has_many_names or has_many_records as has_many
    from counted
),

final as (
    select
        kind,
        value,
        records_count::bigint as records_count,
        rule,
        rule is null and has_many as is_capped
    from ruled
)

select * from final
