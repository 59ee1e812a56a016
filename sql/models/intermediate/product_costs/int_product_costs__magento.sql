/*---
model: int_product_costs__magento
conforms: product_costs
about: A version of a product states the cost from the moment of that change. All views of the shop share it, in the currency of its books.
materialize: view
---*/
with

versions as (
    select * from {{ ref('stg_magento__product_versions') }} where unit_cost_amount is not null
),

products as (
    select product_key, shop_key from {{ ref('int_products__magento') }}
),

final as (
    select
        versions.product_key || ':' || versions._slice_id || ':' || versions._row::varchar as cost_statement_key,
        'magento' as source,
        versions.connection,
        products.shop_key,
        versions.product_key,
        versions.sku,
        null::date as effective_date,
        versions.updated_at as effective_at,
        versions.unit_cost_amount,
        null::varchar as cost_currency
    from versions
    join products on products.product_key = versions.product_key
)

select * from final
