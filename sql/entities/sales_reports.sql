/*---
entity: sales_reports
about: >-
  A shop's own daily report, for comparison with ours.
grain: one row per shop and day, its newest reading
key: [shop_key, report_date]
owner: commerce
columns:
  source: { type: varchar, checks: [not_null] }
  connection: { type: varchar, checks: [not_null] }
  shop_key: { type: varchar, about: "In the entity shops", checks: [not_null] }
  report_date: { type: date, about: Day of the shop, checks: [not_null] }
  read_at: { type: timestamp, about: UTC, checks: [not_null] }
  orders_count: { type: bigint, about: Orders placed that day, unit: orders }
  gross_amount: { type: "decimal(18,4)", unit: shop currency }
  discount_amount: { type: "decimal(18,4)", about: Positive, unit: shop currency }
  refund_amount: { type: "decimal(18,4)", about: "Positive: returned goods and adjustments", unit: shop currency }
  net_amount: { type: "decimal(18,4)", unit: shop currency }
  shipping_amount: { type: "decimal(18,4)", about: Net of its refunds, unit: shop currency }
  tax_amount: { type: "decimal(18,4)", about: Net of its refunds, unit: shop currency }
  total_amount: { type: "decimal(18,4)", unit: shop currency }
---*/
