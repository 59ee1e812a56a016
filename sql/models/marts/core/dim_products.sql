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

products as (
    select * from {{ union_of('products') }} as products where created_at < {{ as_of }}
),

items as (
    select * from {{ ref('int_inventory_items_daily') }} where is_last_day
),

final as (
    select
        products.product_key,
        products.product_id,
        products.variant_id,
        products.inventory_item_id,
        products.sku,
        products.title,
        products.variant_title,
        products.product_type,
        products.vendor,
        products.status,
        products.price_amount,
        products.compare_at_amount,
        items.unit_cost_amount,
        shops.currency,
        products.is_gift_card,
        products.is_deleted or coalesce(items.is_gone, false) as is_deleted,
        products.created_at,
        products.updated_at
    from products
    left join items on items.inventory_item_key = products.inventory_item_key
    left join {{ ref('int_shops') }} as shops on shops.shop_key = products.shop_key
)

select * from final
