/*---
metric: returning_customer_orders
name: Repeat orders
about: Valid orders that are not their customer's first; orders of unknown guests count in neither.
formula: count of later valid orders
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
sum(case when order_index > 1 then 1 else 0 end)
