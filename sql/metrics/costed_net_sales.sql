/*---
metric: costed_net_sales
name: Net sales with a cost
about: Net sales of goods with a known cost.
formula: net sales of lines with a cost
kind: additive
unit: money
from: marts.fct_order_line_profit
date: profit_date
currency: currency
polarity: up
owner: commerce
tests: {}
---*/
sum(case when cogs_amount is not null then net_amount else 0 end)
