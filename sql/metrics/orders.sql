/*---
metric: orders
name: Orders
about: Valid orders, without test, void and cancelled ones and those of gift cards alone.
formula: count of valid orders
kind: additive
unit: count
from: marts.fct_orders
date: order_date
where: is_valid
currency: currency
polarity: up
owner: commerce
planned: orders
differs: Shopify's order list shows test and void orders too.
tests: { min: 0 }
---*/
sum(case when is_valid then 1 else 0 end)
