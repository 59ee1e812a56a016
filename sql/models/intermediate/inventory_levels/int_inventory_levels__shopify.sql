/*---
model: int_inventory_levels__shopify
conforms: inventory_levels
materialize: view
---*/
with

readings as (
    select * from {{ ref('stg_shopify__inventory_readings') }}
),

variants as (
    select inventory_item_key, min(product_key) as product_key, min(sku) as sku
    from {{ ref('stg_shopify__product_variants') }}
    group by inventory_item_key
),

locations as (
    select location_key, location_name from {{ ref('stg_shopify__locations') }}
),

final as (
    select
        readings.inventory_item_key,
        readings.location_id,
        readings._slice_id as reading_id,
        'shopify' as source,
        readings.connection,
        'shopify:' || readings.connection as shop_key,
        split_part(readings.inventory_item_key, ':', 3) as inventory_item_id,
        variants.product_key,
        variants.sku,
        locations.location_name,
        true as is_whole,
        false as is_gone,
        readings.read_at,
        readings.on_hand_units,
        readings.available_units,
        readings.committed_units,
        readings.incoming_units,
        null::boolean as is_in_stock,
        null::boolean as allows_backorders
    from readings
    left join variants on variants.inventory_item_key = readings.inventory_item_key
    left join locations on locations.location_key = 'shopify:' || readings.connection || ':' || readings.location_id
)

select * from final
