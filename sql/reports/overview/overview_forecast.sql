/*---
report: overview_forecast
order: 70
span: 12
title: Demand for the best sellers
about: >-
  Forecast of units by product and day, summed to weeks. The range of a sum adds the daily ranges, so it covers more than 80% of outcomes:
  daily errors partly cancel.
owner: data_science
body: forecast
optional: [dim_products]
uses: [forecast_weeks, forecast_history, stock_by_product]
empty: { title: No forecast yet, text: It appears once products have sold for some weeks and the model is switched on. }
---*/
select
    forecast.product_key,
    forecast.sku,
    max(coalesce(products.title, forecast.sku)) as title,
    max(coalesce(products.variant_title, '')) as variant_title,
    max(forecast.model_name) as model_name,
    max(forecast.horizon_day) as horizon_days,
    sum(forecast.units) as units,
    sum(forecast.units_p10) as units_low,
    sum(forecast.units_p90) as units_high
from {{ ref('mart_demand_forecast') }} as forecast
left join {{ ref('dim_products') }} as products on products.product_key = forecast.product_key
where forecast.product_key in {{ query('best_sellers') }}
group by forecast.product_key, forecast.sku
order by units desc, forecast.product_key
