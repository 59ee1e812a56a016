/*---
dimension: shop
name: Shop
about: "The account an order was placed in, as source:connection."
from: marts.fct_orders
key: order_key
owner: commerce
---*/
source || ':' || connection
