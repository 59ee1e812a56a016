/*---
report: overview_cohorts
order: 50
span: 12
title: Retention by first-order month
scope: "% of people with an order in that month"
covers: last 12 months
about: >-
  People are grouped by the month of their first valid order. A cell is the share of them with a valid order in that later month.
  Hatched: the month is not over. Empty: not reached.
owner: customers
body: cohorts
parameters: { months: 12 }
empty: { title: No cohorts yet, text: They appear a month after the first order. }
---*/
select
    cohort_month,
    month_index,
    customers_count,
    active_customers_count,
    retention_rate
from {{ ref('mart_cohorts') }}
where month_index >= 0
    and cohort_month >= date_trunc('month', {{ months_after(last_day(), -parameter('months')) }})
order by cohort_month, month_index
