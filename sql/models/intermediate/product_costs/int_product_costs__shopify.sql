/*---
model: int_product_costs__shopify
conforms: product_costs
about: The vendor keeps no history of costs, so that one begins with the first reading of its inventory item.
materialize: view
---*/
with

items as (
    select * from {{ ref('stg_shopify__inventory_items') }} where unit_cost_amount is not null
),

variants as (
    select product_key, inventory_item_key, connection from {{ ref('stg_shopify__product_variants') }}
),

final as (
    select
        variants.product_key || ':' || items._slice_id as cost_statement_key,
        'shopify' as source,
        variants.connection,
        'shopify:' || variants.connection as shop_key,
        variants.product_key,
        items.sku,
        null::date as effective_date,
        items._extracted_at as effective_at,
        items.unit_cost_amount,
        items.cost_currency
    from items
    join variants on variants.inventory_item_key = items.inventory_item_key
)

select * from final
