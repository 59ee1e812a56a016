/*---
model: int_order_rates
about: >-
  Exchange rates of the days on which orders in other currencies than the reports' moved money. Orders in the reporting currency have none,
  and neither has a day without a rate.
grain: one row per order and day of its events
key: [order_key, rate_date]
materialize: table
replace_partition: order_key
owner: commerce
decisions: [docs/decisions/0044-reporting-currency.md]
columns:
  order_key: { type: varchar, checks: [not_null] }
  rate_date: { type: date, checks: [not_null] }
  reporting_rate: { type: "decimal(18,10)", about: Units of the reporting currency for one of the order's, unit: rate, checks: [not_null] }
  is_carried_forward: { type: boolean, checks: [not_null] }
---*/
with

final as (
    select days.order_key, days.event_date as rate_date, rates.reporting_rate, rates.is_carried_forward
    from {{ ref('int_order_days') }} as days
    join {{ ref('int_exchange_rates') }} as rates on rates.currency = days.currency and rates.rate_date = days.event_date
)

select * from final
