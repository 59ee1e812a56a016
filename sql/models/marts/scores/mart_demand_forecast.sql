/*---
model: mart_demand_forecast
about: Written by Score Model from the serving forecasts.
grain: one row per variant and day ahead
key: [product_key, forecast_date]
materialize: written
reads: [ftr_demand_forecast]
owner: inventory
columns:
  product_key: { type: varchar, checks: [not_null, { in: dim_products.product_key }] }
  sku: { type: varchar }
  forecast_date: { type: date, checks: [not_null] }
  horizon_day: { type: bigint, about: 1 is as_of's day, checks: [not_null, { min: 1 }] }
  units: { type: double, unit: units, checks: [not_null, { min: 0 }] }
  units_p10: { type: double, unit: units, checks: [{ min: 0 }] }
  units_p90: { type: double, unit: units, checks: [{ min: 0 }] }
  model_name: { type: varchar }
  model_key: { type: varchar }
---*/
