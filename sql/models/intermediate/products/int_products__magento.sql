/*---
model: int_products__magento
conforms: products
about: Goods in sizes are sold as their sizes, which are products of their own; what only holds others is not sold. All views of the shop share them.
materialize: view
---*/
with

products as (
    select * from {{ ref('stg_magento__products') }}
    where coalesce(product_type, 'simple') not in ('configurable', 'grouped')
),

deleted as (
    select product_key from {{ ref('stg_magento__deleted_products') }}
),

stores as (
    select connection, min(store_key) as shop_key from {{ ref('stg_magento__store_configs') }} group by connection
),

final as (
    select
        products.product_key,
        'magento' as source,
        products.connection,
        coalesce(stores.shop_key, 'magento:' || products.connection || ':0') as shop_key,
        products.product_id,
        products.product_id as variant_id,
        'magento:' || products.connection || ':' || products.sku as inventory_item_key,
        products.sku as inventory_item_id,
        products.sku,
        products.barcode,
        products.title,
        null::varchar as variant_title,
        products.product_type,
        null::varchar as vendor,
        case when products.is_enabled then 'enabled' else 'disabled' end as status,
        products.price_amount,
        null::decimal(18,4) as compare_at_amount,
        coalesce(products.product_type = 'giftcard', false) as is_gift_card,
        coalesce(products.is_enabled, true) as is_on_sale,
        deleted.product_key is not null as is_deleted,
        products.created_at,
        products.updated_at
    from products
    left join deleted on deleted.product_key = products.product_key
    left join stores on stores.connection = products.connection
)

select * from final
