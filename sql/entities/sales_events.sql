/*---
entity: sales_events
about: >-
  Everything that adds to or takes from sales, in UTC and without the customer: the ledger before customers are assigned.
grain: one row per event and what it is about
key: [sale_event_key]
replace_partition: order_key
owner: commerce
columns:
  sale_event_key: { type: varchar, checks: [not_null] }
  order_key: { type: varchar, checks: [not_null] }
  source: { type: varchar, checks: [not_null] }
  connection: { type: varchar, checks: [not_null] }
  shop_key: { type: varchar, about: "In the entity shops", checks: [not_null] }
  order_line_key: { type: varchar }
  order_line_id: { type: varchar }
  refund_id: { type: varchar, about: The refund of a refund event }
  product_key: { type: varchar }
  event_at: { type: timestamp, about: "UTC; refunds: when they were processed" }
  is_day_estimated: { type: boolean, about: "For refunds without a reported day: it is an estimate, which does not move" }
  event_type: { type: varchar, about: "sale, discount, refund, shipping, tax, duty, fee or adjustment" }
  component: { type: varchar, about: "The subject of the event; for a refund, the reversed part" }
  quantity: { type: bigint, about: "Units: positive for a sale, negative for a refund, else 0", unit: units }
  amount: { type: "decimal(18,4)", about: Signed, unit: shop currency }
---*/
