/*---
entity: product_versions
about: >-
  Versions of products that were read, each with the moment of its change. Vendors that keep prices and states in two records have a row for each,
  and say which of the two it is about.
grain: one row per version of a record
key: [product_version_key]
owner: commerce
columns:
  product_version_key: { type: varchar, checks: [not_null] }
  source: { type: varchar, checks: [not_null] }
  connection: { type: varchar, checks: [not_null] }
  shop_key: { type: varchar, about: "In the entity shops; null where the product's own is meant" }
  product_key: { type: varchar, about: In the entity products, checks: [not_null] }
  effective_at: { type: timestamp, about: UTC, checks: [not_null] }
  is_price: { type: boolean, about: It states the prices, checks: [not_null] }
  price_amount: { type: "decimal(18,4)", unit: shop currency }
  compare_at_amount: { type: "decimal(18,4)", unit: shop currency }
  is_state: { type: boolean, about: It states status and type, checks: [not_null] }
  status: { type: varchar, about: "In the shop's words" }
  product_type: { type: varchar }
---*/
