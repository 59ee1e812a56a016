/*---
macro: line_events
about: >-
  Events of the lines of orders, where they were sold: the goods, their discount and their tax. `lines` has the columns of order lines and
  `created_at`, the time of the order.
arguments: [lines]
---*/
select
    order_line_key || ':sale' as sale_event_key, order_key, order_line_key, order_line_id, null::varchar as refund_id, product_key,
    created_at as event_at, 'sale' as event_type, 'goods' as component, sold_quantity as quantity, gross_amount as amount
from {{ lines }}
where sold_quantity > 0 or gross_amount <> 0

union all
select
    order_line_key || ':discount', order_key, order_line_key, order_line_id, null, product_key, created_at,
    'discount', 'discount', 0::bigint, -discount_amount
from {{ lines }}
where discount_amount <> 0

union all
select order_line_key || ':tax', order_key, order_line_key, order_line_id, null, product_key, created_at, 'tax', 'tax', 0::bigint, tax_amount
from {{ lines }}
where tax_amount <> 0
