/*---
model: int_shops__magento
conforms: shops
about: Each view of the shop has its own zone; the view of number 0 is the back office.
materialize: view
---*/
with

stores as (
    select * from {{ ref('stg_magento__store_configs') }}
),

final as (
    select
        store_key as shop_key,
        'magento' as source,
        connection,
        store_code as shop_name,
        coalesce(time_zone, 'UTC') as time_zone,
        currency
    from stores
    where currency is not null
)

select * from final
