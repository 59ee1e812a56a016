/*---
report: overview_kpis
order: 0
title: Key figures
about: Each figure is a metric of the catalogue. Open one for its definition and its SQL.
owner: commerce
body: kpis
metrics: [net_sales, gross_margin_rate, orders, average_order_value, refund_rate, inventory_value]
fallback: { gross_margin_rate: new_customers, inventory_value: units_per_order }
---*/
