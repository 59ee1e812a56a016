/*---
metric: new_customers
name: New customers
about: People whose first valid order is in the period. A person counts once over all shops and addresses.
formula: count of people with their first valid order
kind: additive
unit: count
from: marts.fct_orders
date: order_date
where: is_valid
currency: currency
polarity: up
owner: customers
differs: Shops that match by e-mail count a person twice who uses two addresses.
tests: { min: 0 }
---*/
sum(case when is_first_order then 1 else 0 end)
