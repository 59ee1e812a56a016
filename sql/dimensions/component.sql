/*---
dimension: component
name: Component
about: "The part of an order that an amount is for: goods, shipping, tax, and so on."
from: marts.fct_sales
key: sale_event_key
owner: commerce
---*/
component
