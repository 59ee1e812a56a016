/*---
metric: shipping
name: Shipping
about: Shipping paid by customers, less shipping refunded.
formula: sum of shipping charged − refunded
kind: additive
unit: money
from: marts.mart_daily_sales
date: sales_date
currency: currency
polarity: none
owner: commerce
tests: {}
---*/
sum(shipping_amount)
