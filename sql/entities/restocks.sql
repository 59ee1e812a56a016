/*---
entity: restocks
about: Returned units of which the shop says whether they went back to stock.
grain: one row per refund and order line
key: [restock_key]
replace_partition: order_key
owner: commerce
columns:
  restock_key: { type: varchar, checks: [not_null] }
  order_key: { type: varchar, checks: [not_null] }
  source: { type: varchar, checks: [not_null] }
  connection: { type: varchar, checks: [not_null] }
  shop_key: { type: varchar, about: "In the entity shops", checks: [not_null] }
  order_line_id: { type: varchar }
  refund_id: { type: varchar, checks: [not_null] }
  restocked_quantity: { type: bigint, unit: units, checks: [not_null, { min: 0 }] }
---*/
