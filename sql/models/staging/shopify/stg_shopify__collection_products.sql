/*---
model: stg_shopify__collection_products
grain: one row per product in a collection
key: [collection_product_key]
materialize: incremental
replace_partition: collection_key
owner: commerce
columns:
  collection_product_key: { type: varchar, about: "source:connection:collection:product", checks: [unique, not_null] }
  collection_key: { type: varchar, checks: [not_null] }
  product_record_key: { type: varchar, checks: [not_null] }
---*/
with

collections as (
    select * from {{ changed('stg_shopify__collections') }}
),

final as (
    select
        collections.collection_key || ':' || {{ shopify_id('product.value', 'id') }} as collection_product_key,
        collections.collection_key,
        'shopify:' || collections.connection || ':' || {{ shopify_id('product.value', 'id') }} as product_record_key
    from {{ explode('collections', 'products', 'product') }}
)

select * from final
