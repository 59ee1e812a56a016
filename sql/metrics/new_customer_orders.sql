/*---
metric: new_customer_orders
name: First orders
about: Orders that are their customer's first.
formula: count of first valid orders
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
sum(case when order_index = 1 then 1 else 0 end)
