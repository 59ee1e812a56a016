/*---
report: products_kpis
order: 0
title: Key figures
about: Each figure is a metric of the catalogue. Open one for its definition and its SQL.
owner: commerce
body: kpis
metrics: [net_sales, units, gross_margin_rate, refund_rate, inventory_value, inventory_units]
fallback: { inventory_value: units_per_order, inventory_units: gross_sales }
---*/
