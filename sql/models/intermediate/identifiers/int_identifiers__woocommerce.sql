/*---
model: int_identifiers__woocommerce
conforms: identifiers
about: Numbers of accounts begin at one in each shop, so the shop stands before them.
materialize: view
decisions: [docs/decisions/0012-identity.md]
---*/
with

customers as (
    select * from {{ ref('int_people__woocommerce') }}
),

stated as (
    select record_key, connection, shop_key, 'email' as kind, email_token as value from customers
    union all
    select record_key, connection, shop_key, 'phone', phone_token from customers
    union all
    select record_key, connection, shop_key, 'shop', shop_key || ':' || record_id from customers
),

final as (
    select
        record_key,
        'woocommerce' as source,
        connection,
        shop_key,
        kind,
        value
    from stated
    where value is not null
)

select * from final
