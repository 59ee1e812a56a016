/*---
report: overview_bridge
order: 30
span: 5
title: What changed net sales
about: >-
  The change between two periods, split in four ways. Orders: traffic × conversion (orders, where no sessions are counted) × gross sales per order
  × the share left after discounts × the share left after returns, by logarithmic means, which leaves no residual. Customers: new and returning.
  Products: price at the mean of the units, volume at the mean of the prices, and mix. Currencies: sales at the rates of the period before, and
  what other rates did.
owner: commerce
body: bridge
metrics: [net_sales, orders, gross_sales, discounts, returns]
empty: { title: Nothing to compare with yet, text: This needs sales in two periods of the same length. }
---*/
