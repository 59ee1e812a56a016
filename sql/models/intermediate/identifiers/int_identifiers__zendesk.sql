/*---
model: int_identifiers__zendesk
conforms: identifiers
materialize: view
decisions: [docs/decisions/0012-identity.md]
---*/
with

users as (
    select * from {{ ref('stg_zendesk__users') }}
),

stated as (
    {{ stated_by_contacts('users') }}
),

final as (
    select
        record_key,
        'zendesk' as source,
        connection,
        null::varchar as shop_key,
        kind,
        value
    from stated
    where value is not null
)

select * from final
