/*---
entity: payments
about: >-
  Money besides sales: payments and repayments, tips, and gift cards sold.
grain: one row per movement of money, and per order one for its tip and one for the gift cards it sold
key: [order_payment_key]
replace_partition: order_key
owner: commerce
columns:
  order_payment_key: { type: varchar, checks: [not_null] }
  order_key: { type: varchar, checks: [not_null] }
  source: { type: varchar, checks: [not_null] }
  connection: { type: varchar, checks: [not_null] }
  shop_key: { type: varchar, about: "In the entity shops", checks: [not_null] }
  payment_at: { type: timestamp, about: UTC }
  payment_type: { type: varchar, about: "tender, refund, tip or gift_card_sale" }
  gateway: { type: varchar }
  is_gift_card_tender: { type: boolean, about: Paid with a gift card }
  amount: { type: "decimal(18,4)", about: Positive for money to the shop, unit: shop currency }
---*/
