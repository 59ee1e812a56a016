/*---
metric: gross_margin_rate
name: Gross margin
about: Share of net sales left after the cost of goods sold, of goods with a known cost.
formula: margin 1 ÷ net sales with a cost
kind: ratio
unit: share
polarity: up
owner: commerce
tests: { max: 1 }
---*/
{{ metric('contribution_margin_1') }} / nullif({{ metric('costed_net_sales') }}, 0)
