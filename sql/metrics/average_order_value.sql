/*---
metric: average_order_value
name: Average order value
about: What an order is worth after discounts and before returns, tax and shipping.
formula: (gross sales − discounts) ÷ orders
kind: ratio
unit: money
polarity: up
owner: commerce
differs: Others divide net sales, so that returns lower the value of old orders.
tests: { min: 0 }
---*/
({{ metric('gross_sales') }} - {{ metric('discounts') }}) / nullif({{ metric('orders') }}, 0)
