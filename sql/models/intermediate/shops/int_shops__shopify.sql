/*---
model: int_shops__shopify
conforms: shops
materialize: view
---*/
with

shops as (
    select * from {{ ref('stg_shopify__shop') }}
),

final as (
    select
        'shopify:' || connection as shop_key,
        'shopify' as source,
        connection,
        shop_name,
        time_zone,
        currency
    from shops
)

select * from final
