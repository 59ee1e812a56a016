/*---
query: forecast_weeks
about: Whole weeks of the forecast of the best sellers
owner: data_science
---*/
select
    product_key,
    floor((horizon_day - 1) / 7) as week,
    min(forecast_date) as from_date,
    sum(units) as units,
    sum(units_p10) as units_low,
    sum(units_p90) as units_high
from {{ ref('mart_demand_forecast') }}
where product_key in {{ query('best_sellers') }}
group by product_key, floor((horizon_day - 1) / 7)
having count(*) = 7
order by product_key, week
