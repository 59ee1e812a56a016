/*---
model: int_product_versions__shopify
conforms: product_versions
about: A variant has the prices, its product the state.
materialize: view
---*/
with

prices as (
    select * from {{ ref('stg_shopify__product_variant_versions') }}
),

states as (
    select versions.*, variants.product_key
    from {{ ref('stg_shopify__product_versions') }} as versions
    join {{ ref('stg_shopify__product_variants') }} as variants on variants.product_record_key = versions.product_record_key
),

final as (
    select
        product_key || ':price:' || _slice_id || ':' || _row::varchar as product_version_key,
        'shopify' as source,
        connection,
        'shopify:' || connection as shop_key,
        product_key,
        updated_at as effective_at,
        true as is_price,
        price_amount,
        compare_at_amount,
        false as is_state,
        null::varchar as status,
        null::varchar as product_type
    from prices
    union all
    select
        product_key || ':state:' || _slice_id || ':' || _row::varchar, 'shopify', connection, 'shopify:' || connection, product_key,
        updated_at, false, null, null, true, status, product_type
    from states
)

select * from final
