/*---
metric: contribution_margin_3
name: Contribution margin 3
about: Margin 2 less marketing. That is an allocation, a day's ad spend in proportion to goods sold. Orders without one of these costs are left out.
formula: margin 2 − allocated marketing
kind: additive
unit: money
from: marts.fct_order_line_profit
date: profit_date
currency: currency
polarity: up
owner: commerce
planned: cm3
tests: {}
---*/
sum(cm3_amount)
