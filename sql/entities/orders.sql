/*---
entity: orders
about: Orders as the shop states them. The models above decide, for all shops alike, what counts at as_of and who the customer is.
grain: one row per order
key: [order_key]
replace_partition: order_key
owner: commerce
columns:
  order_key: { type: varchar, about: "source:connection:id", checks: [not_null] }
  order_id: { type: varchar, checks: [not_null] }
  source: { type: varchar, checks: [not_null] }
  connection: { type: varchar, checks: [not_null] }
  shop_key: { type: varchar, about: "The shop whose time zone defines its days, in the entity shops", checks: [not_null] }
  order_name: { type: varchar, about: The number shown to people }
  customer_record_key: { type: varchar, about: The shop's record of the buyer; null for a guest }
  email_token: { type: varchar }
  phone_token: { type: varchar }
  ordered_at: { type: timestamp, about: UTC, checks: [not_null] }
  created_at: { type: timestamp }
  updated_at: { type: timestamp }
  cancelled_at: { type: timestamp }
  voided_at: { type: timestamp, about: When its payment was voided; null when not reported }
  last_activity_at: { type: timestamp, about: "Time of its last event: payment, refund, edit, cancellation", checks: [not_null] }
  is_ahead_of_reading: { type: boolean, about: Dated more than a day after it was read, checks: [not_null] }
  currency: { type: varchar, about: Of the shop, checks: [not_null] }
  presentment_currency: { type: varchar, about: "The shopper's own; null where the vendor tells none, which is the shop's" }
  presentment_rate: { type: "decimal(18,8)", about: "Its units for one of the shop's currency, by the order's own pair of amounts; null or 0 where it has none", unit: rate }
  total_amount: { type: "decimal(18,4)", about: The vendor's total of the order before refunds, unit: currency, checks: [not_null] }
  is_test: { type: boolean, checks: [not_null] }
  is_voided: { type: boolean, about: Its payment was voided or expired, checks: [not_null] }
  is_pending: { type: boolean, about: Not paid yet, checks: [not_null] }
  is_paid: { type: boolean, about: "Its money stands in the ledger and came in completely, refunded later or not", checks: [not_null] }
  is_gift_card_only: { type: boolean, about: "Gift cards are not a sale, so it does not count as an order", checks: [not_null] }
  sales_channel: { type: varchar, about: "Online store, Point of sale, Staff, Subscription, API, else the vendor's word; null where it has none" }
  financial_status: { type: varchar, about: "In the vendor's words" }
  fulfillment_status: { type: varchar, about: "In the vendor's words" }
---*/
