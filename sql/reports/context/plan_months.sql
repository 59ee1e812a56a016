/*---
query: plan_months
about: The plan by month and line, in the currency of the reports
owner: commerce
---*/
select
    month_date,
    line,
    planned_amount
from {{ ref('mart_monthly_plan') }}
order by month_date, line
