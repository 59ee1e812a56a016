/*---
model: stg_ga4__audiences
about: What the newest reading of a day holds; a row that left it in a restatement is gone. Audiences of few users are withheld by the vendor.
grain: one row per day and audience
key: [audience_key]
materialize: view
owner: marketing
columns:
  audience_key: { type: varchar, about: "source:connection:dimensions", checks: [unique, not_null] }
  connection: { type: varchar, checks: [not_null] }
  report_date: { type: date, about: Day of the property; null in a row the vendor threw together }
  audience_id: { type: varchar }
  audience_name: { type: varchar }
  users: { type: bigint, about: Estimated; does not add up over days }
  new_users: { type: bigint }
  sessions: { type: bigint }
  is_thresholded: { type: boolean, about: The answer may lack rows of few users }
  has_other_row: { type: boolean, about: Rows beyond the limit of a day were thrown together }
  is_sampled: { type: boolean }
  currency: { type: varchar }
  time_zone: { type: varchar, about: In which the property cuts days }
  _slice_id: { type: varchar }
  _extracted_at: { type: timestamp }
  _file: { type: varchar }
  _row: { type: bigint }
---*/
with

received as (
    select * from {{ ref('stg_ga4__audiences_received') }}
),

readings as (
    select connection, report_date, _slice_id
    from received
    qualify row_number() over (partition by connection, report_date order by _extracted_at desc, _slice_id desc) = 1
),

final as (
    select
        received.audience_key,
        received.connection,
        received.report_date,
        received.audience_id,
        received.audience_name,
        received.users,
        received.new_users,
        received.sessions,
        received.is_thresholded,
        received.has_other_row,
        received.is_sampled,
        received.currency,
        received.time_zone,
        received._slice_id,
        received._extracted_at,
        received._file,
        received._row
    from received
    join readings on readings.connection = received.connection and readings.report_date is not distinct from received.report_date and readings._slice_id = received._slice_id
)

select * from final
