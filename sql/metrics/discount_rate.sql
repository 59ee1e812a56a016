/*---
metric: discount_rate
name: Discount rate
about: Share of gross sales given away as discounts.
formula: discounts ÷ gross sales
kind: ratio
unit: share
polarity: down
owner: commerce
tests: { min: 0, max: 1 }
---*/
{{ metric('discounts') }} / nullif({{ metric('gross_sales') }}, 0)
