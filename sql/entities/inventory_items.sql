/*---
entity: inventory_items
about: >-
  Items in stock at each reading, at any location, with their cost. A reading covers all of a shop's items.
grain: one row per reading and inventory item
key: [inventory_item_key, reading_id]
owner: inventory
columns:
  inventory_item_key: { type: varchar, about: "source:connection:id", checks: [not_null] }
  reading_id: { type: varchar, about: Distinguishes readings of the same moment, checks: [not_null] }
  source: { type: varchar, checks: [not_null] }
  connection: { type: varchar, checks: [not_null] }
  shop_key: { type: varchar, about: "In the entity shops", checks: [not_null] }
  inventory_item_id: { type: varchar }
  unit_cost_amount: { type: "decimal(18,4)", unit: cost_currency }
  cost_currency: { type: varchar }
  read_at: { type: timestamp, about: UTC, checks: [not_null] }
---*/
