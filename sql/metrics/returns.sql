/*---
metric: returns
name: Returns
about: Value of goods refunded, on the day the refund was processed.
formula: sum of refunded goods
kind: additive
unit: money
from: marts.mart_daily_sales
date: sales_date
currency: currency
polarity: down
owner: commerce
differs: Some tools date a return by its order. The refund rate here does that.
tests: { min: 0 }
---*/
sum(refund_amount)
