/*---
dimension: source
name: Platform
about: The commerce platform of the order's shop.
from: marts.fct_orders
key: order_key
owner: commerce
---*/
source
