/*---
report: sales_bridge
order: 30
span: 5
title: What changed net sales
about: >-
  Net sales are orders × gross sales per order × the share left after discounts × the share left after returns. The change is split over
  these four by logarithmic means, which leaves no residual.
owner: commerce
body: bridge
metrics: [net_sales, orders, gross_sales, discounts, returns]
empty: { title: Nothing to compare with yet, text: This needs sales in two periods of the same length. }
---*/
