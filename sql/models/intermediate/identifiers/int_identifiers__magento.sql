/*---
model: int_identifiers__magento
conforms: identifiers
about: Numbers of accounts begin at one in each shop, so the connection stands before them.
materialize: view
decisions: [docs/decisions/0012-identity.md]
---*/
with

customers as (
    select * from {{ ref('int_people__magento') }}
),

stated as (
    select record_key, connection, shop_key, 'email' as kind, email_token as value from customers
    union all
    select record_key, connection, shop_key, 'phone', phone_token from customers
    union all
    select record_key, connection, shop_key, 'shop', record_key from customers
),

final as (
    select
        record_key,
        'magento' as source,
        connection,
        shop_key,
        kind,
        value
    from stated
    where value is not null
)

select * from final
