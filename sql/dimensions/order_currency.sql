/*---
dimension: order_currency
name: Paid in
about: "Currency that the order was paid in; figures stay in that of the reports."
from: marts.fct_orders
key: order_key
owner: commerce
---*/
currency
