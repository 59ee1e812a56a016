/*---
entity: plan_amounts
about: The merchant's plan of a month, line by line of the profit and loss statement.
grain: one row per month and line
key: [plan_amount_key]
owner: commerce
columns:
  plan_amount_key: { type: varchar, checks: [not_null] }
  source: { type: varchar, checks: [not_null] }
  connection: { type: varchar, checks: [not_null] }
  shop_key: { type: varchar, about: Null; a plan is of all shops }
  month_date: { type: date, about: First day of the month, checks: [not_null] }
  line: { type: varchar, about: "A line of mart_profit_and_loss, such as net_sales, or orders", checks: [not_null] }
  amount: { type: "decimal(18,4)", about: "In the currency of the reports; of orders their number", checks: [not_null] }
---*/
