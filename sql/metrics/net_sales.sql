/*---
metric: net_sales
name: Net sales
about: Money from goods sold, after discounts and returns, before tax and shipping. Returns count on the day the refund is processed.
formula: gross sales − discounts − returns
kind: additive
unit: money
polarity: up
owner: commerce
planned: net_sales
differs: Shopify's own report counts cancelled and pending orders too.
tests: {}
---*/
{{ metric('gross_sales') }} - {{ metric('discounts') }} - {{ metric('returns') }}
