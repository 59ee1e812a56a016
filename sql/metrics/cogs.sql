/*---
metric: cogs
name: Cost of goods sold
about: Cost of the units sold on the day of their order, less that of units that went back to stock on the day of the refund. Goods without a known cost are left out.
formula: units × cost of a unit − restocked units × cost of a unit
kind: additive
unit: money
from: marts.fct_order_line_profit
date: profit_date
currency: currency
polarity: none
owner: commerce
differs: Some tools take back the cost of every returned unit, damaged ones too.
tests: {}
---*/
sum(cogs_amount)
