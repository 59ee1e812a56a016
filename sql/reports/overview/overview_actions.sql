/*---
report: overview_actions
order: 20
span: 4
title: What to do
covers: as of now
about: >-
  Produced by rules over forecast, stock, churn scores, returns and checks. A rule shows nothing while its numbers are within their limits.
owner: commerce
body: actions
uses: [overview_stock, customers_churn]
parameters: { days: 91 }
empty: { title: Nothing is known yet, text: "This tile fills with the first publication." }
---*/
select
    lines.product_key,
    max(lines.title) as title,
    sum(lines.quantity) as units,
    sum(lines.refunded_quantity) as refunded,
    min({{ last_day() }} - {{ parameter('days') }} + 1) as since
from {{ ref('fct_order_lines') }} as lines
join {{ ref('fct_orders') }} as orders on orders.order_key = lines.order_key
where orders.is_valid
    and lines.order_date > {{ last_day() }} - {{ parameter('days') }}
    and lines.order_date <= {{ last_day() }}
group by lines.product_key
order by units desc, lines.product_key
