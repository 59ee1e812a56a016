/*---
metric: repeat_customers
name: Repeat customers
about: People with two or more valid orders ever.
formula: count of people with two or more orders
kind: additive
unit: count
from: marts.mart_customer_rfm
span: all time
polarity: up
owner: customers
tests: { min: 0 }
---*/
sum(case when orders_count >= 2 then 1 else 0 end)
