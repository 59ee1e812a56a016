/*---
check: orders_are_of_their_time
about: An order is dated more than a day after it was read; it stays out of the marts until its date is corrected
table: marts.fct_orders
severity: warn
unit: orders
fault:
  effect: left_out
  stream: orders
  field: processed_at
  reason: dated more than a day after it was read
---*/
select order_key as key, total_amount as amount, currency
from {{ union_of('orders') }} as orders
where is_ahead_of_reading
