/*---
model: stg_ga4__funnel_steps_received
grain: one row per day, step and kind of device that was ever reported, its newest reading
key: [funnel_step_key]
materialize: incremental
report: true
version: [_extracted_at, _file, _row]
owner: marketing
record:
  date:
  eventName:
  deviceCategory:
  eventCount:
  totalUsers:
  sessions:
  subjectToThresholding:
  dataLossFromOtherRow:
  isSampled:
  currencyCode:
  timeZone:
columns:
  funnel_step_key: { type: varchar, about: "source:connection:dimensions", checks: [unique, not_null] }
  connection: { type: varchar, checks: [not_null] }
  report_date: { type: date, about: Day of the property; null in a row the vendor threw together }
  event_name: { type: varchar }
  device_category: { type: varchar }
  event_count: { type: bigint }
  users: { type: bigint, about: Estimated; does not add up over days }
  sessions: { type: bigint }
  is_thresholded: { type: boolean, about: The answer may lack rows of few users }
  has_other_row: { type: boolean, about: Rows beyond the limit of a day were thrown together }
  is_sampled: { type: boolean }
  currency: { type: varchar }
  time_zone: { type: varchar, about: In which the property cuts days }
  _nulled: { type: varchar, about: "Columns whose value could not be read, by name" }
  _slice_id: { type: varchar }
  _extracted_at: { type: timestamp }
  _file: { type: varchar }
  _row: { type: bigint }
---*/
with

received as (
    select * from {{ source('ga4', 'funnel_steps') }}
),

final as (
    select
        'ga4:' || _connection || ':' || coalesce({{ text('record', 'date') }}, '') || '~' || coalesce({{ text('record', 'eventName') }}, '') || '~' || coalesce({{ text('record', 'deviceCategory') }}, '') as funnel_step_key,
        _connection as connection,
        {{ compact_day('record', 'date') }}::date as report_date,
        {{ text('record', 'eventName') }} as event_name,
        {{ text('record', 'deviceCategory') }} as device_category,
        {{ text('record', 'eventCount') }}::bigint as event_count,
        {{ text('record', 'totalUsers') }}::bigint as users,
        {{ text('record', 'sessions') }}::bigint as sessions,
        {{ text('record', 'subjectToThresholding') }}::boolean as is_thresholded,
        {{ text('record', 'dataLossFromOtherRow') }}::boolean as has_other_row,
        {{ text('record', 'isSampled') }}::boolean as is_sampled,
        {{ text('record', 'currencyCode') }} as currency,
        {{ text('record', 'timeZone') }} as time_zone,
        {{ nulled }} as _nulled,
        _slice_id,
        _extracted_at,
        _file,
        _row
    from received
)

select * from final
