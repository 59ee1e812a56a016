/*---
model: int_products__shopify
conforms: products
materialize: view
---*/
with

variants as (
    select * from {{ ref('stg_shopify__product_variants') }}
),

products as (
    select * from {{ ref('stg_shopify__products') }}
),

final as (
    select
        variants.product_key,
        'shopify' as source,
        variants.connection,
        'shopify:' || variants.connection as shop_key,
        split_part(variants.product_record_key, ':', 3) as product_id,
        variants.variant_id,
        variants.inventory_item_key,
        split_part(variants.inventory_item_key, ':', 3) as inventory_item_id,
        variants.sku,
        variants.barcode,
        coalesce(products.title, variants.variant_title) as title,
        variants.variant_title,
        products.product_type,
        products.vendor,
        products.status,
        variants.price_amount,
        variants.compare_at_amount,
        coalesce(products.is_gift_card, false) as is_gift_card,
        lower(coalesce(products.status, 'active')) = 'active' as is_on_sale,
        -- The vendor does not report it: a deleted variant is missing from the readings of its inventory item.
        false as is_deleted,
        variants.created_at,
        variants.updated_at
    from variants
    left join products on products.product_record_key = variants.product_record_key
)

select * from final
