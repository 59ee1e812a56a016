/*---
metric: refund_rate
name: Refund rate
about: Share of what was sold in the period that has been refunded until now. Young orders can still be returned.
formula: refunded ÷ sold, of the same orders
kind: ratio
unit: share
polarity: down
owner: commerce
differs: Dividing the returns of a period by its sales mixes old orders into new sales.
tests: { min: 0, max: 1 }
---*/
{{ metric('refunded_by_order_day') }} / nullif({{ metric('sold_by_order_day') }}, 0)
