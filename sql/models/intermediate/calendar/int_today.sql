/*---
model: int_today
about: What counts as now, and the day it is in the zone reports are cut in.
grain: one row
key: [as_of_at]
materialize: table
owner: commerce
columns:
  as_of_at: { type: timestamp }
  today: { type: date, about: The day that is not over yet }
  time_zone: { type: varchar }
  currency: { type: varchar, about: Null without a shop }
---*/
with

now as (
    select {{ as_of }} as as_of_at
),

shop as (
    select * from {{ ref('int_shops_read') }} where is_reporting
),

final as (
    select
        now.as_of_at,
        days.local_date as today,
        days.time_zone,
        shop.currency
    from now
    left join shop on true
    join {{ ref('int_quarter_hours_dated') }} as days
        on days.time_zone = coalesce(shop.time_zone, 'UTC')
        and days.quarter_at = {{ quarter_hour('now.as_of_at') }}
)

select * from final
