/*---
metric: returning_customer_orders
name: Repeat orders
about: Orders of people who had ordered before.
formula: count of later valid orders
kind: additive
unit: count
from: marts.mart_daily_sales
date: sales_date
currency: currency
polarity: up
owner: commerce
tests: { min: 0 }
---*/
sum(returning_customer_orders_count)
