/*---
report: sales_kpis
order: 0
title: Key figures
about: Each figure is a metric of the catalogue. Open one for its definition and its SQL.
owner: commerce
body: kpis
metrics: [net_sales, gross_sales, discount_rate, returns, orders, average_order_value]
---*/
