/*---
metric: orders
name: Orders
about: Valid orders, neither test nor void.
formula: count of valid orders
kind: additive
unit: count
from: marts.mart_daily_sales
date: sales_date
currency: currency
polarity: up
owner: commerce
differs: Shopify's order list shows test and void orders too.
tests: { min: 0 }
---*/
sum(orders_count)
