/*---
metric: shipping
name: Shipping
about: Shipping paid by customers, less shipping refunded.
formula: sum of shipping charged − refunded
kind: additive
unit: money
from: marts.fct_sales
date: event_date
currency: currency
polarity: none
owner: commerce
tests: {}
---*/
sum(case when component = 'shipping' then amount else 0 end)
