/*---
model: int_identifiers__magento
conforms: identifiers
about: Numbers of accounts begin at one in each shop, so the connection stands before them.
materialize: view
decisions: [docs/decisions/0012-identity.md]
---*/
with

customers as (
    select *, record_key as account from {{ ref('int_people__magento') }}
),

stated as (
    {{ stated_by_accounts('customers') }}
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
