/*---
metric: units_per_order
name: Units per order
about: Mean number of units in an order.
formula: units ÷ orders
kind: ratio
unit: ratio
polarity: up
owner: commerce
tests: { min: 0 }
---*/
{{ metric('units') }} / nullif({{ metric('orders') }}, 0)
