/*---
metric: allocated_marketing
name: Allocated marketing
about: Ad spend allocated to orders of its day, in proportion to goods sold. Spend on days without an order is in none.
formula: share of the day's spend
kind: additive
unit: money
from: marts.fct_order_line_profit
date: profit_date
currency: currency
polarity: none
owner: commerce
differs: Ad spend has all of it.
tests: { min: 0 }
---*/
sum(marketing_amount)
