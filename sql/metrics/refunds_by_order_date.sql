/*---
metric: refunds_by_order_date
name: Refunded, by order day
about: Goods refunded until now, on the day of their order.
formula: sum of refunded goods of valid orders
kind: additive
unit: money
from: marts.fct_orders
date: order_date
where: is_valid
currency: currency
polarity: down
owner: commerce
tests: { min: 0 }
---*/
sum(refund_amount)
