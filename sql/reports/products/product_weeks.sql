/*---
query: product_weeks
about: Net sales of each product over all shops, in the newest days and in as many before them, in the currency of the reports
owner: commerce
parameters: { days: 91 }
---*/
select
    product_key,
    sum(case when event_date > {{ last_day() }} - {{ parameter('days') }} then reporting_amount else 0 end) as net,
    sum(case when event_date <= {{ last_day() }} - {{ parameter('days') }} then reporting_amount else 0 end) as net_before
from {{ ref('fct_sales') }}
where product_key is not null
    and reporting_amount is not null
    and event_date > {{ last_day() }} - 2 * {{ parameter('days') }}
    and event_date <= {{ last_day() }}
    and (event_type in ('sale', 'discount') or event_type = 'refund' and component in ('goods', 'adjustment'))
group by product_key
