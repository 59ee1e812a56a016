/*---
check: shops_state_costs
about: A shop sold goods in the last twelve months and states the cost of none of them, so that it has no margin
table: marts.fct_order_line_profit
family: rule
severity: note
unit: shops
says: true
---*/
select
    split_part(profit.order_key, ':', 1) || ':' || split_part(profit.order_key, ':', 2) as key,
    split_part(profit.order_key, ':', 1) || ':' || split_part(profit.order_key, ':', 2) || ' states no cost of its goods: '
        || sum(profit.net_amount)::decimal(18,2)::varchar || ' ' || profit.currency || ' of net sales have no margin.' as says
from {{ ref('fct_order_line_profit') }} as profit
cross join {{ ref('int_today') }} as today
where profit.profit_date >= today.today - 365 and profit.order_line_id is not null
group by split_part(profit.order_key, ':', 1) || ':' || split_part(profit.order_key, ':', 2), profit.currency
having count(profit.cogs_amount) = 0
