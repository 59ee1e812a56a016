/*---
metric: total_sales
name: Total sales
about: All that customers paid and did not get back, for goods, shipping, tax and duty.
formula: net sales + shipping + taxes + duties + fees + what no field explains
kind: additive
unit: money
from: marts.mart_daily_sales
date: sales_date
currency: currency
polarity: up
owner: commerce
tests: {}
---*/
sum(total_amount)
