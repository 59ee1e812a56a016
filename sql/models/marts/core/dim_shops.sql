/*---
model: dim_shops
about: >-
  Shops, with their time zone and currency, and when they sold. A shop is silent when its last order is more than a week ago and more than three
  times as long as it usually waits for one, by the orders of the year before the last one.
grain: one row per shop
key: [shop_key]
materialize: table
owner: commerce
columns:
  shop_key: { type: varchar, about: "source:connection, with the id of the store where one account has several", checks: [unique, not_null] }
  source: { type: varchar, checks: [not_null] }
  connection: { type: varchar, checks: [not_null] }
  shop_name: { type: varchar, about: Null where the shop states none }
  currency: { type: varchar, checks: [not_null] }
  time_zone: { type: varchar, about: IANA time zone of its days, checks: [not_null] }
  is_reporting: { type: boolean, about: Its zone defines days that belong to no shop, checks: [not_null] }
  first_order_date: { type: date, about: "Tests left out, as in all of these; null without an order" }
  last_order_date: { type: date }
  orders_count: { type: bigint, unit: orders, checks: [not_null, { min: 0 }] }
  usual_gap_days: { type: "decimal(18,4)", about: Mean days between its orders of a year; null with fewer than two, unit: days }
  is_silent: { type: boolean, about: Null without an order }
---*/
with

orders as (
    select shop_key, order_date from {{ ref('int_orders_identified') }} where not is_test
),

sums as (
    select shop_key, min(order_date) as first_order_date, max(order_date) as last_order_date, count(*) as orders_count
    from orders
    group by shop_key
),

gaps as (
    select
        sums.shop_key,
        datediff('day', min(orders.order_date), max(orders.order_date))::decimal(18,4) / nullif(count(*) - 1, 0) as usual_gap_days
    from sums
    join orders on orders.shop_key = sums.shop_key and orders.order_date > sums.last_order_date - 365
    group by sums.shop_key
),

final as (
    select
        shops.shop_key,
        shops.source,
        shops.connection,
        shops.shop_name,
        shops.currency,
        shops.time_zone,
        shops.is_reporting,
        sums.first_order_date,
        sums.last_order_date,
        coalesce(sums.orders_count, 0)::bigint as orders_count,
        gaps.usual_gap_days::decimal(18,4) as usual_gap_days,
        datediff('day', sums.last_order_date, today.today) > greatest(7, 3 * coalesce(gaps.usual_gap_days, 0)) as is_silent
    from {{ ref('int_shops') }} as shops
    cross join {{ ref('int_today') }} as today
    left join sums on sums.shop_key = shops.shop_key
    left join gaps on gaps.shop_key = shops.shop_key
)

select * from final
