/*---
metric: all_orders
name: Orders of all shops
about: Valid orders in any currency.
formula: count of valid orders
kind: additive
unit: count
from: marts.mart_daily_marketing
date: marketing_date
polarity: up
owner: commerce
differs: Orders counts those in the currency of the page.
tests: { min: 0 }
---*/
sum(orders_count)
