/*---
metric: total_sales
name: Total sales
about: Money customers paid, net of refunds, for goods, shipping, tax and duty.
formula: net sales + shipping + taxes + duties + fees + what no field explains
kind: additive
unit: money
from: marts.fct_sales
date: event_date
currency: currency
polarity: up
owner: commerce
tests: {}
---*/
sum(amount)
