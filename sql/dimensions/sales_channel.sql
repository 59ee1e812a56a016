/*---
dimension: sales_channel
name: Channel of sale
about: Where the order was placed, as its shop says; nothing for Magento, which does not.
from: marts.fct_orders
key: order_key
owner: commerce
---*/
sales_channel
