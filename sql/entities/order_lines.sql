/*---
entity: order_lines
about: >-
  Order lines as charged: goods - discount + tax is what the buyer paid for the line. Goods and discount exclude tax.
grain: one row per order line
key: [order_line_key]
replace_partition: order_key
owner: commerce
columns:
  order_line_key: { type: varchar, about: "source:connection:id", checks: [not_null] }
  order_line_id: { type: varchar }
  order_key: { type: varchar, checks: [not_null] }
  source: { type: varchar, checks: [not_null] }
  connection: { type: varchar, checks: [not_null] }
  shop_key: { type: varchar, about: "In the entity shops", checks: [not_null] }
  product_key: { type: varchar, about: Null for a custom item of the shop }
  sku: { type: varchar }
  title: { type: varchar }
  unit_price_amount: { type: "decimal(18,4)", about: "Before discounts, as listed", unit: shop currency }
  is_gift_card: { type: boolean }
  is_tip: { type: boolean, about: "The order's tip as one of its lines; not a sale" }
  sold_quantity: { type: bigint, about: Ordered units less those removed by an edit, unit: units, checks: [{ min: 0 }] }
  refunded_quantity: { type: bigint, unit: units }
  gross_amount: { type: "decimal(18,4)", unit: shop currency }
  discount_amount: { type: "decimal(18,4)", about: Positive, unit: shop currency }
  tax_amount: { type: "decimal(18,4)", unit: shop currency }
---*/
