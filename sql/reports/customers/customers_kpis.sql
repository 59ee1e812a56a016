/*---
report: customers_kpis
order: 0
title: Key figures
about: Each figure is a metric of the catalogue. Open one for its definition and its SQL.
owner: customers
body: kpis
metrics: [customers, repeat_rate, new_customers, returning_customers, customers_at_risk, revenue_at_risk]
---*/
