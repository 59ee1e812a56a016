/*---
query: churn_bands
about: "Customers by risk band, and the value of those who buy in the currency of the page"
owner: customers
---*/
select
    risk_band,
    count(*) as customers_count,
    sum(case when currency = {{ currency() }} then expected_value_amount end) as expected_value_amount
from {{ ref('mart_customer_churn') }}
group by risk_band
order by risk_band
