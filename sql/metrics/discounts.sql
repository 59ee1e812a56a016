/*---
metric: discounts
name: Discounts
about: Line discounts and the share of order discounts allocated to lines.
formula: sum of discounts
kind: additive
unit: money
from: marts.mart_daily_sales
date: sales_date
currency: currency
polarity: none
owner: commerce
tests: { min: 0 }
---*/
sum(discount_amount)
