/*---
metric: payment_fees
name: Payment fees
about: Fees of payment processors, on the day of the order. Payments with neither a stated fee nor a rate are left out.
formula: sum of fees
kind: additive
unit: money
from: marts.fct_order_line_profit
date: profit_date
currency: currency
polarity: down
owner: commerce
tests: { min: 0 }
---*/
sum(payment_fee_amount)
