/*---
metric: contribution_margin_1
name: Contribution margin 1
about: Net sales less cost of goods sold, of goods with a known cost.
formula: net sales with a cost − cost of goods sold
kind: additive
unit: money
from: marts.fct_order_line_profit
date: profit_date
currency: currency
polarity: up
owner: commerce
planned: cm1
differs: Others count a missing cost as 0.
tests: {}
---*/
sum(cm1_amount)
