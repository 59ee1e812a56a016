/*---
model: int_identifiers__shopify
conforms: identifiers
materialize: view
decisions: [docs/decisions/0012-identity.md]
---*/
with

customers as (
    select *, record_id as account from {{ ref('int_people__shopify') }}
),

-- Shopify's ids are unique over all shops.
stated as (
    {{ stated_by_accounts('customers') }}
),

final as (
    select
        record_key,
        'shopify' as source,
        connection,
        shop_key,
        kind,
        value
    from stated
    where value is not null
)

select * from final
