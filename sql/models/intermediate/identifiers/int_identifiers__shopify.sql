/*---
model: int_identifiers__shopify
conforms: identifiers
materialize: view
decisions: [docs/decisions/0012-identity.md]
---*/
with

customers as (
    select * from {{ ref('int_people__shopify') }}
),

-- Shopify's ids are unique over all shops.
stated as (
    select record_key, connection, shop_key, 'email' as kind, email_token as value from customers
    union all
    select record_key, connection, shop_key, 'phone', phone_token from customers
    union all
    select record_key, connection, shop_key, 'shop', record_id from customers
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
