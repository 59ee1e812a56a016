/*---
entity: order_contacts
about: >-
  Under which e-mail and phone orders were placed. Apart from orders, so that nothing but a fault of the orders themselves reaches
  the customers whom only orders know.
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
