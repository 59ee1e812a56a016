/*---
model: int_today
about: The time that counts as now, and its day in the reporting time zone.
grain: one row
key: [as_of_at]
materialize: table
owner: commerce
columns:
  as_of_at: { type: timestamp }
  today: { type: date, about: The current day }
  time_zone: { type: varchar }
  currency: { type: varchar, about: Of the reporting shop; null without a shop }
  reporting_currency: { type: varchar, about: "reportingCurrency of the configuration, else the reporting shop's; null without both" }
---*/
with

now as (
    select {{ as_of }} as as_of_at
),

shop as (
    select * from {{ ref('int_shops') }} where is_reporting
),

zoned as (
    select
        now.as_of_at, coalesce(shop.time_zone, 'UTC') as time_zone, shop.currency,
        coalesce({{ reporting_currency }}, shop.currency) as reporting_currency
    from now
    left join shop on true
),

final as (
    select
        zoned.as_of_at,
        {{ local_date('zoned.as_of_at', 'offsets') }} as today,
        zoned.time_zone,
        zoned.currency,
        zoned.reporting_currency
    from zoned
    left join {{ ref('int_utc_offsets') }} as offsets
        on offsets.time_zone = zoned.time_zone
        and offsets.utc_week = {{ utc_week('zoned.as_of_at') }}
)

select * from final
