/*---
metric: marketing_share_of_sales
name: Marketing share of sales
about: Ad spend relative to net sales of all shops.
formula: ad spend ÷ net sales of all shops
kind: ratio
unit: share
polarity: down
owner: marketing
tests: {}
---*/
{{ metric('ad_spend') }} / nullif({{ metric('reporting_net_sales') }}, 0)
