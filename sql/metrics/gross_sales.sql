/*---
metric: gross_sales
name: Gross sales
about: Unit price times quantity, before discounts, returns, tax and shipping. Gift cards and test orders are left out.
formula: sum of unit price × quantity
kind: additive
unit: money
from: marts.fct_sales
date: event_date
currency: currency
polarity: up
owner: commerce
differs: Shopify's own report counts cancelled and pending orders too.
tests: { min: 0 }
---*/
sum(case when event_type = 'sale' then amount else 0 end)
