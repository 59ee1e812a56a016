/*---
metric: repeat_rate
name: Repeat rate
about: Share of customers who have ordered more than once, over all time.
formula: customers with two or more orders ÷ customers
kind: ratio
unit: share
span: all time
polarity: up
owner: customers
differs: Triple Whale takes the share of orders by returning people instead.
tests: { min: 0, max: 1 }
---*/
{{ metric('repeat_customers') }} / nullif({{ metric('customers') }}, 0)
