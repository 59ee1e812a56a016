/*---
metric: taxes
name: Taxes
about: Taxes charged less taxes refunded.
formula: sum of taxes charged − refunded
kind: additive
unit: money
from: marts.mart_daily_sales
date: sales_date
currency: currency
polarity: none
owner: commerce
tests: {}
---*/
sum(tax_amount)
