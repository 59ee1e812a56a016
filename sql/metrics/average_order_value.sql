/*---
metric: average_order_value
name: Average order value
about: Mean value of a valid order after discounts and before returns, tax and shipping.
formula: sold, by order day ÷ orders, both of valid orders
kind: ratio
unit: money
polarity: up
owner: commerce
differs: Others divide net sales, so that returns lower the value of old orders.
tests: { min: 0 }
---*/
{{ metric('gross_sales_by_order_date') }} / nullif({{ metric('orders') }}, 0)
