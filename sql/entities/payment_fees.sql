/*---
entity: payment_fees
about: The fee of a payment, as its processor states it.
grain: one row per payment and currency of its fees
key: [payment_fee_key]
replace_partition: order_key
owner: commerce
columns:
  payment_fee_key: { type: varchar, checks: [not_null] }
  order_payment_key: { type: varchar, about: "In the entity payments; null where only the order is known" }
  order_key: { type: varchar, checks: [not_null] }
  source: { type: varchar, checks: [not_null] }
  connection: { type: varchar, checks: [not_null] }
  shop_key: { type: varchar, about: "In the entity shops; null in a dropped file" }
  amount: { type: "decimal(18,4)", about: Positive for money taken, unit: currency, checks: [not_null] }
  currency: { type: varchar, about: "Null: the order's" }
---*/
