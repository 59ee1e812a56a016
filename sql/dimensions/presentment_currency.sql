/*---
dimension: presentment_currency
name: Shopper's currency
about: "Currency that prices were shown in; figures stay in that of the reports."
from: marts.fct_orders
key: order_key
owner: commerce
---*/
presentment_currency
