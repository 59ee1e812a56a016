/*---
check: refunds_stay_within_sales
about: More units of a line were given back than were sold
table: marts.fct_order_lines
family: rule
severity: error
unit: lines
---*/
select order_line_key as key, quantity, refunded_quantity
from {{ ref('fct_order_lines') }}
where refunded_quantity > quantity
