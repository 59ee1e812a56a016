/*---
metric: duty_cost
name: Duties paid by the shop
about: Duties that the shop pays itself, on the day of the order; those collected at checkout are passed on and no cost.
formula: sum of duties
kind: additive
unit: money
from: marts.fct_order_line_profit
date: profit_date
currency: currency
polarity: down
owner: commerce
tests: { min: 0 }
---*/
sum(duty_amount)
