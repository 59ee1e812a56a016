/*---
model: int_product_versions__magento
conforms: product_versions
materialize: view
---*/
with

versions as (
    select * from {{ ref('stg_magento__product_versions') }}
),

final as (
    select
        product_key || ':' || _slice_id || ':' || _row::varchar as product_version_key,
        'magento' as source,
        connection,
        null::varchar as shop_key,
        product_key,
        updated_at as effective_at,
        true as is_price,
        price_amount,
        null::decimal(18,4) as compare_at_amount,
        true as is_state,
        case when is_enabled then 'enabled' else 'disabled' end as status,
        product_type
    from versions
)

select * from final
