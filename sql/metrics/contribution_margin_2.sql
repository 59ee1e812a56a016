/*---
metric: contribution_margin_2
name: Contribution margin 2
about: Margin 1 with shipping charged, less payment fees, shipping cost, packaging and duties. Orders without one of these costs are left out.
formula: margin 1 + shipping charged − fees − shipping cost − packaging − duties
kind: additive
unit: money
from: marts.fct_order_line_profit
date: profit_date
currency: currency
polarity: up
owner: commerce
planned: cm2
tests: {}
---*/
sum(cm2_amount)
