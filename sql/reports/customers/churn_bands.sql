/*---
query: churn_bands
about: Customers and their value, by risk band
owner: customers
---*/
select
    risk_band,
    count(*) as customers_count,
    sum(expected_value_amount) as expected_value_amount
from {{ ref('mart_customer_churn') }}
group by risk_band
order by risk_band
