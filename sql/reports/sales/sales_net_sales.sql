/*---
report: sales_net_sales
order: 20
span: 7
title: Net sales over time
about: >-
  Net sales by ISO week, beside the week 52 weeks earlier, so that weekdays are aligned. An incomplete week is drawn apart and never joined
  to the line.
owner: commerce
body: trend
metrics: [net_sales]
empty: { title: No sales yet, text: "Connect a shop, or wait for the first order." }
---*/
