/*---
model: int_product_versions__woocommerce
conforms: product_versions
about: A variation is of the type of its product.
materialize: view
---*/
with

versions as (
    select product_key, connection, product_type, status, price_amount, regular_price_amount, updated_at, _slice_id, _row
    from {{ ref('stg_woocommerce__product_versions') }}
    union all
    select
        versions.product_key, versions.connection, products.product_type, versions.status, versions.price_amount, versions.regular_price_amount,
        versions.updated_at, versions._slice_id, versions._row
    from {{ ref('stg_woocommerce__variation_versions') }} as versions
    join {{ ref('int_products__woocommerce') }} as products on products.product_key = versions.product_key
),

final as (
    select
        product_key || ':' || _slice_id || ':' || _row::varchar as product_version_key,
        'woocommerce' as source,
        connection,
        'woocommerce:' || connection as shop_key,
        product_key,
        updated_at as effective_at,
        true as is_price,
        price_amount,
        case when regular_price_amount > price_amount then regular_price_amount end as compare_at_amount,
        true as is_state,
        status,
        product_type
    from versions
)

select * from final
