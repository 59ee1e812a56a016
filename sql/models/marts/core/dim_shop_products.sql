/*---
model: dim_shop_products
about: >-
  Variants in the words of each shop, with the product that they are. A variant that was sold and is in no catalogue any more is inferred from
  its newest line, so that no sale loses its product.
grain: one row per variant of a shop
key: [shop_product_key]
materialize: table
owner: commerce
decisions: [docs/decisions/0046-products.md]
columns:
  shop_product_key: { type: varchar, about: "source:connection:variant_id", checks: [unique, not_null] }
  product_key: { type: varchar, about: The product across shops, checks: [not_null, { in: dim_products.product_key }] }
  source: { type: varchar, checks: [not_null] }
  connection: { type: varchar, checks: [not_null] }
  shop_key: { type: varchar, about: "Magento's views share their products, which then have the first of the views", checks: [not_null] }
  product_id: { type: varchar }
  variant_id: { type: varchar, checks: [not_null] }
  inventory_item_id: { type: varchar }
  sku: { type: varchar }
  barcode: { type: varchar, about: As entered }
  title: { type: varchar }
  variant_title: { type: varchar }
  product_type: { type: varchar }
  vendor: { type: varchar }
  status: { type: varchar, about: "In the shop's words; removed for an inferred variant" }
  price_amount: { type: "decimal(18,4)", about: "Null where the shop states none; of the newest line for an inferred variant", unit: currency, checks: [{ min: 0, severity: warn }] }
  compare_at_amount: { type: "decimal(18,4)", unit: currency, checks: [{ min: 0, severity: warn }] }
  unit_cost_amount: { type: "decimal(18,4)", about: At the newest reading, unit: currency, checks: [{ min: 0, severity: warn }] }
  currency: { type: varchar }
  is_gift_card: { type: boolean, checks: [not_null] }
  is_on_sale: { type: boolean, about: "Its status lets shoppers buy it, and it is not deleted", checks: [not_null] }
  is_deleted: { type: boolean, about: "The shop no longer has it, or its inventory item is missing from the newest reading of all items", checks: [not_null] }
  provenance: { type: varchar, about: "catalogue; order_lines for a variant inferred from lines", checks: [not_null, { accepted: [catalogue, order_lines] }] }
  created_at: { type: timestamp }
  updated_at: { type: timestamp }
---*/
with

final as (
    select
        products.shop_product_key,
        coalesce(resolved.product_key, products.shop_product_key) as product_key,
        products.source,
        products.connection,
        products.shop_key,
        products.product_id,
        products.variant_id,
        products.inventory_item_id,
        products.sku,
        products.barcode,
        products.title,
        products.variant_title,
        products.product_type,
        products.vendor,
        products.status,
        products.price_amount,
        products.compare_at_amount,
        products.unit_cost_amount,
        products.currency,
        products.is_gift_card,
        products.is_on_sale,
        products.is_deleted,
        products.provenance,
        products.created_at,
        products.updated_at
    from {{ ref('int_shop_products') }} as products
    left join {{ ref('int_products_resolved') }} as resolved on resolved.shop_product_key = products.shop_product_key
)

select * from final
