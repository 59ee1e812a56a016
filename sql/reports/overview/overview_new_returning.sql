/*---
report: overview_new_returning
order: 40
span: 7
title: New and returning customers
scope: orders by week
covers: last 13 weeks
about: >-
  An order is new when it is the person's first valid order, over all shops and addresses. The share above a bar is that of first orders.
owner: commerce
body: split
metrics: [new_customer_orders, returning_customer_orders, returning_order_share]
empty: { title: No sales yet, text: "Connect a shop, or wait for the first order." }
---*/
