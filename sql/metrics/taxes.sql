/*---
metric: taxes
name: Taxes
about: Taxes charged less taxes refunded.
formula: sum of taxes charged − refunded
kind: additive
unit: money
from: marts.fct_sales
date: event_date
currency: currency
polarity: none
owner: commerce
tests: {}
---*/
sum(case when component = 'tax' then amount else 0 end)
