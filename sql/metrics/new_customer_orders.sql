/*---
metric: new_customer_orders
name: First orders
about: Orders that are their customer's first.
formula: count of first valid orders
kind: additive
unit: count
from: marts.mart_daily_sales
date: sales_date
currency: currency
polarity: up
owner: commerce
tests: { min: 0 }
---*/
sum(new_customer_orders_count)
