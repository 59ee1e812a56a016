/*---
entity: order_contacts
about: >-
  E-mail and phone of orders. Separate from orders, so that only faults of the orders themselves affect customers known only from orders.
grain: one row per order
key: [order_key]
owner: customers
columns:
  order_key: { type: varchar, about: "source:connection:id", checks: [not_null] }
  source: { type: varchar, checks: [not_null] }
  connection: { type: varchar, checks: [not_null] }
  shop_key: { type: varchar, about: "In the entity shops", checks: [not_null] }
  customer_record_key: { type: varchar, about: "In the entity people; null for a guest" }
  email_token: { type: varchar }
  phone_token: { type: varchar }
  ordered_at: { type: timestamp, about: UTC, checks: [not_null] }
---*/
