/*---
dimension: customer_type
name: New or returning
about: Whether the order is its customer's first valid one; nothing for orders that do not count, and of guests without a record.
from: marts.fct_orders
key: order_key
owner: commerce
---*/
case when order_index = 1 then 'new' when order_index > 1 then 'returning' end
