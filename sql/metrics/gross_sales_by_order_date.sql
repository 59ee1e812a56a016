/*---
metric: gross_sales_by_order_date
name: Sold, by order day
about: Goods sold after discounts, on the day of the order.
formula: sum of gross − discounts of valid orders
kind: additive
unit: money
from: marts.fct_orders
date: order_date
where: is_valid
currency: currency
polarity: none
owner: commerce
tests: { min: 0 }
---*/
sum(gross_amount - discount_amount)
