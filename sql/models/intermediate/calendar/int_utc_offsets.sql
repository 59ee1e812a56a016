/*---
model: int_utc_offsets
about: >-
  Offset of each zone from UTC in every week from 1990 to 2099 (the range staging accepts), and the moment it changes within the week.
  Written once per zone; it depends on no fact table, so none can be forgotten. Computed in steps, because a query for an offset is slow: by
  week, then by day, hour and minute where it changes.
grain: one row per zone and week of UTC
key: [time_zone, utc_week]
materialize: incremental
replace_partition: time_zone
fixed: true
owner: commerce
decisions: [docs/decisions/0018-entities.md]
columns:
  time_zone: { type: varchar, checks: [not_null] }
  utc_week: { type: bigint, about: "Weeks since Monday, 1 January 1990", checks: [not_null] }
  offset_minutes: { type: bigint, about: Local time minus UTC at the start of the week, checks: [not_null] }
  changes_at: { type: timestamp, about: "UTC; null in a week without a change. No zone had two in one week since 1990" }
  later_offset_minutes: { type: bigint, about: From then on }
---*/
with

digits as (
    select digit from (values (0), (1), (2), (3), (4), (5), (6), (7), (8), (9)) as numbers (digit)
),

numbers as (
    select thousands.digit * 1000 + hundreds.digit * 100 + tens.digit * 10 + ones.digit as number
    from digits as thousands
    cross join digits as hundreds
    cross join digits as tens
    cross join digits as ones
),

beginnings as (
    select
        zones.time_zone,
        numbers.number as utc_week,
        (date '1990-01-01' + 7 * numbers.number)::timestamp as begins_at
    from {{ changed('int_time_zones') }} as zones
    cross join numbers
    where numbers.number <= 5740
),

weeks as (
    select time_zone, utc_week, begins_at, {{ utc_offset('begins_at', 'time_zone') }} as offset_minutes
    from beginnings
),

followed as (
    select
        weeks.*,
        lead(offset_minutes) over (partition by time_zone order by utc_week) as later_offset_minutes
    from weeks
),

-- The first day, hour and minute that begins with the later offset; the change is before it.
changing_weeks as (
    select * from followed where offset_minutes <> later_offset_minutes
),

days as (
    select
        changing_weeks.time_zone,
        changing_weeks.utc_week,
        changing_weeks.later_offset_minutes,
        {{ after('changing_weeks.begins_at', '1440 * numbers.number') }} as ends_at
    from changing_weeks
    join numbers on numbers.number between 1 and 7
),

changing_days as (
    select time_zone, utc_week, later_offset_minutes, min(ends_at) as ends_at
    from days
    where {{ utc_offset('ends_at', 'time_zone') }} = later_offset_minutes
    group by time_zone, utc_week, later_offset_minutes
),

hours as (
    select
        changing_days.time_zone,
        changing_days.utc_week,
        changing_days.later_offset_minutes,
        {{ after('changing_days.ends_at', '60 * (numbers.number - 23)') }} as ends_at
    from changing_days
    join numbers on numbers.number between 0 and 23
),

changing_hours as (
    select time_zone, utc_week, later_offset_minutes, min(ends_at) as ends_at
    from hours
    where {{ utc_offset('ends_at', 'time_zone') }} = later_offset_minutes
    group by time_zone, utc_week, later_offset_minutes
),

minutes as (
    select
        changing_hours.time_zone,
        changing_hours.utc_week,
        changing_hours.later_offset_minutes,
        {{ after('changing_hours.ends_at', 'numbers.number - 59') }} as ends_at
    from changing_hours
    join numbers on numbers.number between 0 and 59
),

changes as (
    select time_zone, utc_week, min(ends_at) as changes_at
    from minutes
    where {{ utc_offset('ends_at', 'time_zone') }} = later_offset_minutes
    group by time_zone, utc_week
),

final as (
    select
        followed.time_zone,
        followed.utc_week::bigint as utc_week,
        followed.offset_minutes::bigint as offset_minutes,
        changes.changes_at,
        case when changes.changes_at is not null then followed.later_offset_minutes end::bigint as later_offset_minutes
    from followed
    left join changes on changes.time_zone = followed.time_zone and changes.utc_week = followed.utc_week
)

select * from final
