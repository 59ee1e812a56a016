/*---
report: overview_products
order: 27
span: 12
title: Which products
about: >-
  Sums by day, product and shop, in the currency of the reports, of the products that sold most; the others are one row. A margin is of the
  sales whose cost is known.
owner: commerce
body: breakdown
dimensions: [product_name, shop]
metrics: [net_sales, contribution_margin_1, gross_margin_rate, units_sold, gross_sales, discounts, returns]
parameters: { values: 40 }
empty: { title: No sales yet, text: "It fills with the first order that has a rate to the currency of the reports." }
---*/
