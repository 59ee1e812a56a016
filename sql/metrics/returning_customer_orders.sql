/*---
metric: returning_customer_orders
name: Repeat orders
about: Valid orders that are not the first of the person who made them; orders of guests nobody knows are in neither.
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
