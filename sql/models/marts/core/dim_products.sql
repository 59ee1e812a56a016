/*---
model: dim_products
grain: one row per variant
key: [product_key]
materialize: table
owner: commerce
columns:
  product_key: { type: varchar, about: "source:connection:variant_id", checks: [unique, not_null] }
  product_id: { type: varchar }
  variant_id: { type: varchar, checks: [not_null] }
  inventory_item_id: { type: varchar }
  sku: { type: varchar }
  title: { type: varchar }
  variant_title: { type: varchar }
  product_type: { type: varchar }
  vendor: { type: varchar }
  status: { type: varchar }
  price_amount: { type: "decimal(18,4)", unit: currency, checks: [not_null, { min: 0 }] }
  compare_at_amount: { type: "decimal(18,4)", unit: currency, checks: [{ min: 0, severity: warn }] }
  unit_cost_amount: { type: "decimal(18,4)", about: At the newest reading, unit: currency, checks: [{ min: 0, severity: warn }] }
  currency: { type: varchar }
  is_gift_card: { type: boolean, checks: [not_null] }
  is_deleted: { type: boolean, about: Its inventory item is missing from the newest reading of all items, checks: [not_null] }
  created_at: { type: timestamp }
  updated_at: { type: timestamp }
---*/
with

variants as (
    select * from {{ ref('stg_shopify__product_variants') }} where created_at < {{ as_of }}
),

products as (
    select * from {{ ref('stg_shopify__products') }}
),

items as (
    select * from {{ ref('int_inventory_items_dayed') }} where is_last_day
),

final as (
    select
        variants.product_key,
        split_part(variants.product_record_key, ':', 3) as product_id,
        variants.variant_id,
        split_part(variants.inventory_item_key, ':', 3) as inventory_item_id,
        variants.sku,
        coalesce(products.title, variants.variant_title) as title,
        variants.variant_title,
        products.product_type,
        products.vendor,
        products.status,
        variants.price_amount,
        variants.compare_at_amount,
        items.unit_cost_amount,
        shops.currency,
        coalesce(products.is_gift_card, false) as is_gift_card,
        coalesce(items.is_gone, false) as is_deleted,
        variants.created_at,
        variants.updated_at
    from variants
    left join products on products.product_record_key = variants.product_record_key
    left join items on items.inventory_item_key = variants.inventory_item_key
    left join {{ ref('int_shops_read') }} as shops on shops.connection = variants.connection
)

select * from final
