/*---
metric: returning_customers
name: Returning customers
about: People with a valid order in the period who had ordered before it. People cannot be summed over days.
formula: people with an order − people with their first order
kind: non-additive
unit: count
from: marts.fct_orders
date: order_date
where: is_valid
currency: currency
polarity: up
owner: customers
tests: { min: 0 }
---*/
count(distinct customer_key) - count(distinct case when is_first_order then customer_key end)
