/*---
metric: packaging_cost
name: Packaging cost
about: Cost of packaging, on the day of the order. Orders without a stated cost or a rate are left out.
formula: sum of packaging
kind: additive
unit: money
from: marts.fct_order_line_profit
date: profit_date
currency: currency
polarity: down
owner: commerce
tests: { min: 0 }
---*/
sum(packaging_amount)
