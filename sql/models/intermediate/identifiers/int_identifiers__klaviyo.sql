/*---
model: int_identifiers__klaviyo
conforms: identifiers
materialize: view
decisions: [docs/decisions/0012-identity.md]
---*/
with

profiles as (
    select * from {{ ref('stg_klaviyo__profiles') }}
),

-- The external id of a profile is the customer id of the Shopify shop that sent it.
stated as (
    {{ stated_by_contacts('profiles') }}
),

final as (
    select
        record_key,
        'klaviyo' as source,
        connection,
        null::varchar as shop_key,
        kind,
        value
    from stated
    where value is not null
)

select * from final
