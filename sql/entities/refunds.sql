/*---
entity: refunds
about: >-
  Refunds as the shop states them, one sum each; their parts are among the sales events.
grain: one row per refund
key: [refund_key]
replace_partition: order_key
owner: commerce
columns:
  refund_key: { type: varchar, about: "source:connection:id", checks: [not_null] }
  refund_id: { type: varchar }
  order_key: { type: varchar, checks: [not_null] }
  source: { type: varchar, checks: [not_null] }
  connection: { type: varchar, checks: [not_null] }
  shop_key: { type: varchar, about: "In the entity shops", checks: [not_null] }
  refunded_at: { type: timestamp, about: UTC }
  is_day_estimated: { type: boolean, about: "The day is not reported: it is an estimate, which does not move" }
  refunded_amount: { type: "decimal(18,4)", unit: shop currency }
---*/
