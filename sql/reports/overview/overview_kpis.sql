/*---
report: overview_kpis
order: 0
title: Key figures
about: Each figure is a metric of the catalogue. Open one for its definition and its SQL.
owner: commerce
body: kpis
metrics: [net_sales, orders, average_order_value, new_customers, refund_rate, inventory_value]
fallback: { inventory_value: units_per_order }
---*/
