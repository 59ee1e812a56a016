/*---
entity: inventory_levels
about: >-
  Units per location at each reading. Units are null where the shop does not count them, never 0.
grain: one row per reading, inventory item and location
key: [inventory_item_key, location_id, reading_id]
owner: inventory
columns:
  inventory_item_key: { type: varchar, about: "source:connection:id", checks: [not_null] }
  location_id: { type: varchar, checks: [not_null] }
  reading_id: { type: varchar, about: Distinguishes readings of the same moment, checks: [not_null] }
  source: { type: varchar, checks: [not_null] }
  connection: { type: varchar, checks: [not_null] }
  shop_key: { type: varchar, about: "In the entity shops", checks: [not_null] }
  inventory_item_id: { type: varchar }
  product_key: { type: varchar, about: "The product, in the entity products" }
  sku: { type: varchar }
  location_name: { type: varchar }
  is_whole: { type: boolean, about: "The reading holds all items of its kind; else those that changed, and the others stay as they were", checks: [not_null] }
  is_gone: { type: boolean, about: The shop no longer has the item, checks: [not_null] }
  read_at: { type: timestamp, about: UTC, checks: [not_null] }
  on_hand_units: { type: bigint, unit: units }
  available_units: { type: bigint, about: Negative when more was promised than exists, unit: units }
  committed_units: { type: bigint, unit: units }
  incoming_units: { type: bigint, unit: units }
  is_in_stock: { type: boolean, about: "The shop sells it, whatever it counts; null if the vendor does not say" }
  allows_backorders: { type: boolean, about: It is sold beyond what is there }
---*/
