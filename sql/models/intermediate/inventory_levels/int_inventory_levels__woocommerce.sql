/*---
model: int_inventory_levels__woocommerce
conforms: inventory_levels
about: >-
  The shop has one place, and takes units off when they are ordered, so that what it counts is what can be sold. A variation whose stock is its
  product's has none of its own: the product has a row then.
materialize: view
---*/
with

readings as (
    select
        product_key, product_id, connection, sku, stock_keeping, stock_units, stock_status, allows_backorders, _slice_id, _extracted_at as read_at,
        product_type in ('variable', 'grouped') as holds_others, false as is_whole
    from {{ ref('stg_woocommerce__stock_readings') }}
    where product_type not in ('variable', 'grouped') or stock_keeping = 'true'
    union all
    select
        product_key, product_id, connection, sku, stock_keeping, stock_units, stock_status, allows_backorders, _slice_id, _extracted_at, false, true
    from {{ ref('stg_woocommerce__variation_stock_readings') }}
),

counted as (
    select *, case when stock_keeping = 'true' then floor(stock_units)::bigint end as units
    from readings
),

deleted as (
    select product_key, connection, _deleted_at from {{ ref('stg_woocommerce__deleted_products') }}
),

final as (
    select
        product_key as inventory_item_key,
        'woocommerce:' || connection as location_id,
        _slice_id as reading_id,
        'woocommerce' as source,
        connection,
        'woocommerce:' || connection as shop_key,
        product_id as inventory_item_id,
        case when not holds_others then product_key end as product_key,
        sku,
        null::varchar as location_name,
        is_whole,
        false as is_gone,
        read_at,
        case when units < 0 then 0 else units end as on_hand_units,
        units as available_units,
        null::bigint as committed_units,
        null::bigint as incoming_units,
        stock_status in ('instock', 'onbackorder') as is_in_stock,
        allows_backorders
    from counted
    union all
    select
        product_key, 'woocommerce:' || connection, 'deleted', 'woocommerce', connection, 'woocommerce:' || connection,
        split_part(product_key, ':', 3), product_key, null, null, false, true, _deleted_at, null, null, null, null, null, null
    from deleted
)

select * from final
