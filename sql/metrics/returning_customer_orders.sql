/*---
metric: returning_customer_orders
name: Repeat orders
about: Valid orders that are not their customer's first; orders of unknown guests count in neither.
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
