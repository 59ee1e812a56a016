/*---
report: sales_breakdown
order: 10
span: 12
title: Where sales came from
about: >-
  Sums by day, shop, country, kind of customer and channel of sale, in the currency of the reports. Figures of any days and any values are added up from
  them, and ratios are divided after adding, so each total equals the metric. The change of a row is its part of the change of the total.
owner: commerce
body: breakdown
also_on: { overview: 25 }
dimensions: [shop, country, customer_type, order_currency, sales_channel]
metrics: [net_sales, contribution_margin_1, gross_margin_rate, orders, average_order_value, returns, units, gross_sales, discounts, discount_rate, new_customers]
parameters: { columns: 7 }
empty: { title: No sales yet, text: "It fills with the first order that has a rate to the currency of the reports." }
---*/
