/*---
metric: marketing_efficiency_ratio
name: Marketing efficiency ratio
about: Net sales of all shops for each unit of money spent on ads (MER).
formula: net sales of all shops ÷ ad spend
kind: ratio
unit: ratio
polarity: up
owner: marketing
differs: Some tools publish the inverse under this name; here that is the marketing share of sales.
tests: {}
---*/
{{ metric('reporting_net_sales') }} / nullif({{ metric('ad_spend') }}, 0)
