/*---
entity: sales_events
about: >-
  Everything that adds to or takes from sales, in UTC and without the customer: the ledger before it is known whose it is.
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
  refund_id: { type: varchar, about: The refund an event of that type belongs to }
  product_key: { type: varchar }
  event_at: { type: timestamp, about: "UTC; refunds: when they were processed" }
  is_day_estimated: { type: boolean, about: "Of refunds: nobody tells their day; the estimate does not move" }
  event_type: { type: varchar, about: "sale, discount, refund, shipping, tax, duty, fee or adjustment" }
  component: { type: varchar, about: What the event is about; of a refund what it reverses }
  quantity: { type: bigint, about: "Units: of a sale sold, of a refund negative, else 0", unit: units }
  amount: { type: "decimal(18,4)", about: Signed, unit: shop currency }
---*/
