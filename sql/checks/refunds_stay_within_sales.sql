/*---
check: refunds_stay_within_sales
about: More units of a line were returned than sold
table: marts.fct_order_lines
family: rule
severity: warn
unit: lines
fault:
  effect: unexplained
  stream: orders
  field: quantity
  reason: more units of a line were given back than were sold
---*/
select order_line_key as key, quantity, refunded_quantity, refund_amount as amount, currency
from {{ ref('fct_order_lines') }}
where refunded_quantity > quantity
