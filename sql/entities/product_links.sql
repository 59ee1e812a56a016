/*---
entity: product_links
about: >-
  Decisions of people about two products of shops: one product, or two. They stand in a file outside the warehouse, so that a rebuild keeps them.
grain: one row per decision
key: [link_key]
owner: commerce
decisions: [docs/decisions/0046-products.md]
columns:
  link_key: { type: varchar, about: "source:connection:table:row", checks: [not_null] }
  source: { type: varchar, checks: [not_null] }
  connection: { type: varchar, checks: [not_null] }
  shop_key: { type: varchar, about: "In the entity shops; null, since a decision is of no one shop" }
  action: { type: varchar, about: link or unlink }
  product_a: { type: varchar, about: In the entity products }
  product_b: { type: varchar, about: In the entity products }
  reason: { type: varchar }
  decided_by_token: { type: varchar }
  decided_at: { type: timestamp }
  file: { type: varchar, checks: [not_null] }
  line: { type: bigint, checks: [not_null] }
---*/
