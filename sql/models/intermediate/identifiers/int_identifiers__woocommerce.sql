/*---
model: int_identifiers__woocommerce
conforms: identifiers
about: Numbers of accounts begin at one in each shop, so the shop stands before them.
materialize: view
decisions: [docs/decisions/0012-identity.md]
---*/
with

customers as (
    select *, shop_key || ':' || record_id as account from {{ ref('int_people__woocommerce') }}
),

stated as (
    {{ stated_by_accounts('customers') }}
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
