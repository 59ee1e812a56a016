/*---
query: forecast_history
about: Units that the best sellers of the forecast sold in the weeks before it; week 0 ends with the last day
owner: commerce
parameters: { weeks: 12 }
---*/
select
    lines.product_key,
    floor(datediff('day', lines.order_date, {{ last_day() }}) / 7) as weeks_ago,
    sum(lines.quantity) as units
from {{ ref('fct_order_lines') }} as lines
join {{ ref('fct_orders') }} as orders on orders.order_key = lines.order_key
where orders.is_valid
    and lines.product_key in {{ query('best_sellers') }}
    and lines.order_date > {{ last_day() }} - 7 * {{ parameter('weeks') }}
    and lines.order_date <= {{ last_day() }}
group by lines.product_key, floor(datediff('day', lines.order_date, {{ last_day() }}) / 7)
order by lines.product_key, weeks_ago
