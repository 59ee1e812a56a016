/*---
entity: product_costs
about: >-
  Statements of what a unit costs the shop, each with its day. A vendor's statement without a date counts from the moment it was first read.
grain: one row per statement
key: [cost_statement_key]
owner: commerce
decisions: [docs/decisions/0045-cost-and-profit.md]
columns:
  cost_statement_key: { type: varchar, checks: [not_null] }
  source: { type: varchar, checks: [not_null] }
  connection: { type: varchar, checks: [not_null] }
  shop_key: { type: varchar, about: "In the entity shops; null if it is meant for all shops" }
  product_key: { type: varchar, about: In the entity products; null where the goods are named by their SKU }
  sku: { type: varchar }
  effective_date: { type: date, about: First day it counts; null where only a moment is known }
  effective_at: { type: timestamp, about: "UTC; when it was changed, or first read" }
  unit_cost_amount: { type: "decimal(18,4)", about: Null where the source states none, unit: cost_currency, checks: [{ min: 0 }] }
  cost_currency: { type: varchar, about: "Null: the shop's" }
---*/
