/*---
metric: returns
name: Returns
about: Value of goods refunded, on the day the refund was processed.
formula: sum of refunded goods
kind: additive
unit: money
from: marts.fct_sales
date: event_date
currency: currency
polarity: down
owner: commerce
differs: Some tools date a return by its order. The refund rate here does that.
tests: { min: 0 }
---*/
sum(case when event_type = 'refund' and component in ('goods', 'adjustment') then -amount else 0 end)
