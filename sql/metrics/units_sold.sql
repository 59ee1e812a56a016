/*---
metric: units_sold
name: Units sold
about: Units of the goods that gross sales are of, before returns, on the day of the sale.
formula: sum of units over sales of the ledger
kind: additive
unit: count
from: marts.fct_sales
date: event_date
currency: currency
polarity: up
owner: commerce
differs: The metric units counts what valid orders hold after returns, by the day of the order.
tests: { min: 0 }
---*/
sum(case when event_type = 'sale' then quantity else 0 end)
