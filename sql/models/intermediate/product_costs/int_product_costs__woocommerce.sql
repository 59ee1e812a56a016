/*---
model: int_product_costs__woocommerce
conforms: product_costs
about: A version of a product states the cost from the moment of that change.
materialize: view
---*/
with

versions as (
    select product_key, connection, sku, updated_at, unit_cost_amount, _slice_id, _row from {{ ref('stg_woocommerce__product_versions') }}
    union all
    select product_key, connection, sku, updated_at, unit_cost_amount, _slice_id, _row from {{ ref('stg_woocommerce__variation_versions') }}
),

final as (
    select
        product_key || ':' || _slice_id || ':' || _row::varchar as cost_statement_key,
        'woocommerce' as source,
        connection,
        'woocommerce:' || connection as shop_key,
        product_key,
        sku,
        null::date as effective_date,
        updated_at as effective_at,
        unit_cost_amount,
        null::varchar as cost_currency
    from versions
    where unit_cost_amount is not null
)

select * from final
