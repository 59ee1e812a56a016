/*---
macro: take_back
about: >-
  Events that take back whatever is left of an order that ended, part by part; a discount is taken back with the goods. `recorded` has
  the events of the ledger, `ended` has order_key and ended_at.
arguments: [recorded, ended]
---*/
select
    order_key || ':ended:' || component || coalesce(':' || order_line_key, '') as sale_event_key, order_key, order_line_key,
    order_line_id, null::varchar as refund_id, product_key, event_at, 'refund' as event_type, component,
    -greatest(quantity, 0) as quantity, -amount as amount
from (
    select
        recorded.order_key,
        recorded.order_line_key,
        min(recorded.order_line_id) as order_line_id,
        min(recorded.product_key) as product_key,
        case when recorded.component = 'discount' then 'goods' else recorded.component end as component,
        greatest(max(recorded.event_at), min(ended.ended_at)) as event_at,
        sum(recorded.quantity) as quantity,
        sum(recorded.amount) as amount
    from {{ recorded }} as recorded
    join {{ ended }} as ended on ended.order_key = recorded.order_key
    group by
        recorded.order_key,
        recorded.order_line_key,
        case when recorded.component = 'discount' then 'goods' else recorded.component end
) as left_over
where amount <> 0 or quantity > 0
