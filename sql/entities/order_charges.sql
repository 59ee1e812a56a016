/*---
entity: order_charges
about: Charges of carriers, warehouses, processors and customs for an order, as their files say.
grain: one row per charge
key: [order_charge_key]
owner: commerce
decisions: [docs/decisions/0045-cost-and-profit.md]
columns:
  order_charge_key: { type: varchar, checks: [not_null] }
  source: { type: varchar, checks: [not_null] }
  connection: { type: varchar, checks: [not_null] }
  shop_key: { type: varchar, about: "The account, as source:connection; null if the file names none" }
  order_key: { type: varchar, about: Null where the file names the order by its number alone }
  order_name: { type: varchar, about: The number shown to people }
  cost_type: { type: varchar, about: "payment_fee, shipping, packaging or duty", checks: [not_null, { accepted: [payment_fee, shipping, packaging, duty], severity: warn }] }
  amount: { type: "decimal(18,4)", about: Positive for a cost, unit: currency, checks: [not_null] }
  currency: { type: varchar, about: "Null: the order's" }
---*/
