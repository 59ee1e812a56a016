/*---
metric: reporting_net_sales
name: Net sales of all shops
about: Net sales of all shops in the currency of the reports, each event at the rate of its day; those without a rate are left out.
formula: sum of goods − discounts − returns
kind: additive
unit: money
from: marts.mart_daily_marketing
date: marketing_date
currency: currency
polarity: up
owner: commerce
tests: {}
---*/
sum(net_amount)
