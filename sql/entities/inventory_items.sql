/*---
entity: inventory_items
about: >-
  What each reading says of the things in stock, wherever they lie: their cost, and that they are there. A reading reads all of a shop's items.
grain: one row per reading and inventory item
key: [inventory_item_key, reading_id]
owner: inventory
columns:
  inventory_item_key: { type: varchar, about: "source:connection:id", checks: [not_null] }
  reading_id: { type: varchar, about: Tells the readings of one moment apart, checks: [not_null] }
  source: { type: varchar, checks: [not_null] }
  connection: { type: varchar, checks: [not_null] }
  shop_key: { type: varchar, about: "In the entity shops", checks: [not_null] }
  inventory_item_id: { type: varchar }
  unit_cost_amount: { type: "decimal(18,4)", unit: cost_currency }
  cost_currency: { type: varchar }
  read_at: { type: timestamp, about: UTC, checks: [not_null] }
---*/
