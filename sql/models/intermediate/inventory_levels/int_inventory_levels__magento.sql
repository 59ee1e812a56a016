/*---
model: int_inventory_levels__magento
conforms: inventory_levels
about: >-
  What lies at a source, sold but unshipped units included: the vendor lists no reservations, so these count as available too. An item in stock
  with 0 units is one whose stock the shop does not keep, or sells beyond it; its units are unknown.
materialize: view
---*/
with

items as (
    select
        source_items.*,
        'magento:' || connection || ':' || sku as inventory_item_key,
        case when on_hand_units = 0 and is_in_stock then null else floor(on_hand_units)::bigint end as units
    from {{ ref('stg_magento__source_items') }} as source_items
),

products as (
    select inventory_item_key, min(product_key) as product_key, min(shop_key) as shop_key
    from {{ ref('int_products__magento') }}
    group by inventory_item_key
),

final as (
    select
        items.inventory_item_key,
        items.location_id,
        items._slice_id as reading_id,
        'magento' as source,
        items.connection,
        coalesce(products.shop_key, 'magento:' || items.connection || ':0') as shop_key,
        items.sku as inventory_item_id,
        products.product_key,
        items.sku,
        null::varchar as location_name,
        true as is_whole,
        false as is_gone,
        items._extracted_at as read_at,
        items.units as on_hand_units,
        items.units as available_units,
        null::bigint as committed_units,
        null::bigint as incoming_units,
        items.is_in_stock,
        null::boolean as allows_backorders
    from items
    left join products on products.inventory_item_key = items.inventory_item_key
)

select * from final
