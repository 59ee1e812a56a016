/*---
metric: discounts
name: Discounts
about: Line discounts and the share of order discounts allocated to lines.
formula: sum of discounts
kind: additive
unit: money
from: marts.fct_sales
date: event_date
currency: currency
polarity: none
owner: commerce
tests: { min: 0 }
---*/
sum(case when event_type = 'discount' then -amount else 0 end)
