/*---
metric: customers
name: Customers
about: People with at least one valid order.
formula: count of people with an order
kind: additive
unit: count
from: marts.mart_customer_rfm
span: all time
polarity: up
owner: customers
tests: { min: 0 }
---*/
sum(case when orders_count >= 1 then 1 else 0 end)
