/*---
metric: shipping_cost
name: Shipping cost
about: Cost of carriage to the shop, on the day of the order. Orders with neither a stated cost nor a rate are left out.
formula: sum of shipping cost
kind: additive
unit: money
from: marts.fct_order_line_profit
date: profit_date
currency: currency
polarity: down
owner: commerce
differs: The metric shipping is the money that buyers paid for it.
tests: { min: 0 }
---*/
sum(shipping_cost_amount)
