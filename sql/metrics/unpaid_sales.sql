/*---
metric: unpaid_sales
name: Never paid
about: Part of net sales that is unpaid (voided, expired, or pending for more than two weeks), on the day of the order.
formula: sum of net sales of orders never paid
kind: additive
unit: money
from: marts.fct_orders
date: order_date
currency: currency
polarity: down
owner: commerce
differs: Stands beside net sales, which follow the shop's own report and hold it.
tests: {}
---*/
sum(unpaid_amount)
