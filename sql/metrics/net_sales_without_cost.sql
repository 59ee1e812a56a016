/*---
metric: net_sales_without_cost
name: Net sales without a cost
about: Net sales of goods of which nobody states a cost. No margin includes them.
formula: net sales of lines without a cost
kind: additive
unit: money
from: marts.fct_order_line_profit
date: profit_date
currency: currency
polarity: down
owner: commerce
tests: {}
---*/
sum(case when cogs_amount is null then net_amount else 0 end)
