/*---
query: refunds_by_lag
about: Refunds of goods, by the day of the order and the days until the refund; shows how much of a refund rate is still due
owner: commerce
parameters: { days: 431 }
---*/
select
    orders.order_date as day,
    datediff('day', orders.order_date, sales.event_date) as lag_days,
    sum(-coalesce(sales.reporting_amount, sales.amount)) as refunded,
    count(*) as refunds_count
from {{ ref('fct_sales') }} as sales
join {{ ref('fct_orders') }} as orders on orders.order_key = sales.order_key
where sales.event_type = 'refund'
    and sales.component = 'goods'
    and orders.is_valid
    and (orders.reporting_net_amount is not null or orders.currency = {{ currency() }})
    and orders.order_date >= {{ last_day() }} - {{ parameter('days') }}
group by orders.order_date, datediff('day', orders.order_date, sales.event_date)
order by day, lag_days
