/*---
report: customers_segments
order: 10
span: 12
title: Segments
scope: RFM, each customer in exactly one
covers: all time
about: >-
  Customers are scored 1 to 5 by recency, frequency and net sales; ordered rules put each in exactly one segment. Net sales cover all time,
  in the currency of the reports.
owner: customers
body: segments
metrics: [customers]
optional: [mart_customer_churn]
empty: { title: No customers yet, text: Segments appear with the first orders. }
---*/
select
    rfm.segment,
    count(*) as customers_count,
    sum(rfm.net_amount) as net_amount,
    sum(rfm.orders_count) as orders_count,
    avg(churn.churn_probability::decimal(9, 6)) as churn_probability
from {{ ref('mart_customer_rfm') }} as rfm
left join {{ ref('mart_customer_churn') }} as churn on churn.customer_key = rfm.customer_key
where rfm.orders_count > 0
group by rfm.segment
order by rfm.segment
