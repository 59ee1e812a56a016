/*---
entity: products
about: >-
  Products on sale, in the words of their shop.
grain: one row per variant
key: [product_key]
owner: commerce
columns:
  product_key: { type: varchar, about: "source:connection:variant_id; marts call it shop_product_key", checks: [not_null] }
  source: { type: varchar, checks: [not_null] }
  connection: { type: varchar, checks: [not_null] }
  shop_key: { type: varchar, about: "In the entity shops", checks: [not_null] }
  product_id: { type: varchar }
  variant_id: { type: varchar, checks: [not_null] }
  inventory_item_key: { type: varchar, about: "Key of its stock, in the inventory entities" }
  inventory_item_id: { type: varchar }
  sku: { type: varchar }
  barcode: { type: varchar, about: "As entered: a GTIN (EAN, UPC, ISBN-13) or a number of the shop's own" }
  title: { type: varchar }
  variant_title: { type: varchar }
  product_type: { type: varchar }
  vendor: { type: varchar }
  status: { type: varchar, about: "In the shop's words" }
  price_amount: { type: "decimal(18,4)", unit: shop currency }
  compare_at_amount: { type: "decimal(18,4)", unit: shop currency }
  is_gift_card: { type: boolean, checks: [not_null] }
  is_on_sale: { type: boolean, about: "Its status lets shoppers buy it", checks: [not_null] }
  is_deleted: { type: boolean, about: The shop reports it as deleted, checks: [not_null] }
  created_at: { type: timestamp }
  updated_at: { type: timestamp }
---*/
