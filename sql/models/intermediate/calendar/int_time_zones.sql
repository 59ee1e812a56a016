/*---
model: int_time_zones
about: Time zones that define days; UTC by default.
grain: one row per zone
key: [time_zone]
materialize: table
replace_partition: time_zone
owner: commerce
columns:
  time_zone: { type: varchar, checks: [unique, not_null] }
---*/
with

final as (
    select time_zone from {{ ref('int_shops') }}
    union
    select 'UTC' as time_zone
)

select * from final
