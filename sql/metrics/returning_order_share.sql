/*---
metric: returning_order_share
name: Share of repeat orders
about: Share of orders from people who had ordered before.
formula: repeat orders ÷ (first orders + repeat orders)
kind: ratio
unit: share
polarity: none
owner: commerce
differs: Not the repeat rate, which counts people.
tests: { min: 0, max: 1 }
---*/
{{ metric('returning_customer_orders') }} / nullif({{ metric('new_customer_orders') }} + {{ metric('returning_customer_orders') }}, 0)
