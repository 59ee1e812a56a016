/*---
entity: cost_rates
about: >-
  Assumptions for costs that nobody tells per order: a fee per gateway, shipping and packaging per country, duties. What stands on them is an
  estimate.
grain: one row per rate
key: [cost_rate_key]
owner: commerce
decisions: [docs/decisions/0045-cost-and-profit.md]
columns:
  cost_rate_key: { type: varchar, checks: [not_null] }
  source: { type: varchar, checks: [not_null] }
  connection: { type: varchar, checks: [not_null] }
  shop_key: { type: varchar, about: "The account, as source:connection; null for all" }
  cost_type: { type: varchar, about: "payment_fee, shipping, packaging or duty", checks: [not_null, { accepted: [payment_fee, shipping, packaging, duty], severity: warn }] }
  applies_to: { type: varchar, about: "The gateway of a fee, else the customer's country; null for all" }
  valid_from: { type: date, about: "First day of orders; null: always" }
  share: { type: "decimal(18,8)", about: "Of the payment for a fee, else of the goods sold; null: 0" }
  fixed_amount: { type: "decimal(18,4)", about: "Per payment or order; null: 0", unit: currency }
  currency: { type: varchar, about: "Of fixed_amount; null: the order's" }
---*/
