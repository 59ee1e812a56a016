/*---
model: int_order_days
about: >-
  Days on which orders in other currencies than the reports' moved money, and the days of the orders themselves: the days that need a rate.
grain: one row per order and day
key: [order_key, event_date]
materialize: incremental
replace_partition: order_key
owner: commerce
decisions: [docs/decisions/0044-reporting-currency.md]
columns:
  order_key: { type: varchar, checks: [not_null] }
  event_date: { type: date, checks: [not_null] }
  currency: { type: varchar, checks: [not_null] }
---*/
with

orders as (
    select order_key, currency, order_date, time_zone
    from {{ changed('int_orders_identified') }}
    where currency <> reporting_currency
),

final as (
    select orders.order_key, {{ local_date('events.event_at', 'offsets') }} as event_date, orders.currency
    from {{ union_of('sales_events') }} as events
    join orders on orders.order_key = events.order_key
    left join {{ ref('int_utc_offsets') }} as offsets
        on offsets.time_zone = orders.time_zone
        and offsets.utc_week = {{ utc_week('events.event_at') }}
    union
    select order_key, order_date, currency from orders
)

select * from final
