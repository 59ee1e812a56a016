/*---
model: int_products__woocommerce
conforms: products
about: A product in variations is sold as them; any other is sold as it is. Both share their numbers.
materialize: view
---*/
with

products as (
    select * from {{ ref('stg_woocommerce__products') }}
),

deleted as (
    select product_key from {{ ref('stg_woocommerce__deleted_products') }}
),

sold as (
    select
        variations.product_key, variations.connection, split_part(variations.parent_product_key, ':', 3) as product_id,
        variations.variation_id as variant_id, variations.sku, variations.barcode, coalesce(products.title, variations.title) as title,
        variations.title as variant_title, products.product_type, coalesce(variations.status, products.status) as status,
        variations.price_amount, variations.regular_price_amount, variations.created_at, variations.updated_at,
        variations.parent_product_key,
        coalesce(variations.status, 'publish') = 'publish' and coalesce(products.status, 'publish') = 'publish' as is_on_sale
    from {{ ref('stg_woocommerce__product_variations') }} as variations
    left join products on products.product_key = variations.parent_product_key

    union all
    select
        product_key, connection, product_id, product_id, sku, barcode, title, null, product_type, status,
        price_amount, regular_price_amount, created_at, updated_at, null, coalesce(status, 'publish') = 'publish'
    from products
    where coalesce(product_type, 'simple') not in ('variable', 'grouped')
),

final as (
    select
        sold.product_key,
        'woocommerce' as source,
        sold.connection,
        'woocommerce:' || sold.connection as shop_key,
        sold.product_id,
        sold.variant_id,
        sold.product_key as inventory_item_key,
        sold.variant_id as inventory_item_id,
        sold.sku,
        sold.barcode,
        sold.title,
        sold.variant_title,
        sold.product_type,
        null::varchar as vendor,
        sold.status,
        sold.price_amount,
        case when sold.regular_price_amount > sold.price_amount then sold.regular_price_amount end as compare_at_amount,
        false as is_gift_card,
        sold.is_on_sale,
        gone.product_key is not null or parents_gone.product_key is not null as is_deleted,
        sold.created_at,
        sold.updated_at
    from sold
    left join deleted as gone on gone.product_key = sold.product_key
    left join deleted as parents_gone on parents_gone.product_key = sold.parent_product_key
)

select * from final
