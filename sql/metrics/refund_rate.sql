/*---
metric: refund_rate
name: Refund rate
about: Share of the period's sales refunded until now. Recent orders can still be returned.
formula: refunded ÷ sold, of the same orders
kind: ratio
unit: share
polarity: down
owner: commerce
differs: Dividing the returns of a period by its sales mixes old orders into new sales.
tests: { min: 0, max: 1 }
---*/
{{ metric('refunds_by_order_date') }} / nullif({{ metric('gross_sales_by_order_date') }}, 0)
