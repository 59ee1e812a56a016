/*---
entity: identity_links
about: >-
  Decisions of people about two records: one person, or two. They stand in a file outside the warehouse, so that a rebuild keeps them.
grain: one row per decision
key: [link_key]
owner: customers
decisions: [docs/decisions/0012-identity.md]
columns:
  link_key: { type: varchar, about: "source:connection:table:row", checks: [not_null] }
  source: { type: varchar, checks: [not_null] }
  connection: { type: varchar, checks: [not_null] }
  shop_key: { type: varchar, about: "In the entity shops; null, since a decision is of no one shop" }
  action: { type: varchar, about: link or unlink }
  record_a: { type: varchar, about: In the entity people }
  record_b: { type: varchar, about: In the entity people }
  reason: { type: varchar }
  decided_by_token: { type: varchar }
  decided_at: { type: timestamp }
  file: { type: varchar, checks: [not_null] }
  line: { type: bigint, checks: [not_null] }
---*/
