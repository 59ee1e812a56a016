/*---
metric: units
name: Units
about: Units sold in valid orders, before returns.
formula: sum of quantities
kind: additive
unit: count
from: marts.fct_orders
date: order_date
where: is_valid
currency: currency
polarity: up
owner: commerce
tests: { min: 0 }
---*/
sum(units_count)
