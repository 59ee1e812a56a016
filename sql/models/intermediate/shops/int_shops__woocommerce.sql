/*---
model: int_shops__woocommerce
conforms: shops
about: The vendor does not say its currency; it is the one of most of the shop's orders. A site of a fixed offset keeps its whole hours.
materialize: view
---*/
with

shops as (
    select * from {{ ref('stg_woocommerce__shop') }}
),

currencies as (
    select connection, currency
    from {{ ref('stg_woocommerce__orders') }}
    where currency is not null
    group by connection, currency
    qualify row_number() over (partition by connection order by count(*) desc, currency) = 1
),

final as (
    select
        'woocommerce:' || shops.connection as shop_key,
        'woocommerce' as source,
        shops.connection,
        shops.shop_name,
        coalesce(
            shops.time_zone,
            case
                when shops.utc_offset_hours > 0 then 'Etc/GMT-' || floor(shops.utc_offset_hours)::bigint::varchar
                when shops.utc_offset_hours < 0 then 'Etc/GMT+' || floor(-shops.utc_offset_hours)::bigint::varchar
                else 'UTC'
            end
        ) as time_zone,
        currencies.currency
    from shops
    join currencies on currencies.connection = shops.connection
)

select * from final
