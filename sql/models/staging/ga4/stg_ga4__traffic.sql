/*---
model: stg_ga4__traffic
about: What the newest reading of a day holds; a row that left it in a restatement is gone. Only visits of people who accept being counted.
grain: one row per day, source, medium, campaign and channel group
key: [traffic_key]
materialize: view
owner: marketing
columns:
  traffic_key: { type: varchar, about: "source:connection:dimensions", checks: [unique, not_null] }
  connection: { type: varchar, checks: [not_null] }
  report_date: { type: date, about: Day of the property; null in a row the vendor threw together }
  source: { type: varchar }
  medium: { type: varchar }
  campaign_name: { type: varchar }
  channel_group: { type: varchar, about: "The session's own, as the vendor groups it" }
  sessions: { type: bigint }
  engaged_sessions: { type: bigint }
  users: { type: bigint, about: Estimated; does not add up over days }
  new_users: { type: bigint }
  page_views: { type: bigint }
  add_to_carts: { type: bigint }
  checkouts: { type: bigint }
  purchases: { type: bigint }
  revenue_amount: { type: "decimal(18,4)", unit: currency }
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
    select * from {{ ref('stg_ga4__traffic_received') }}
),

readings as (
    select connection, report_date, _slice_id
    from received
    qualify row_number() over (partition by connection, report_date order by _extracted_at desc, _slice_id desc) = 1
),

final as (
    select
        received.traffic_key,
        received.connection,
        received.report_date,
        received.source,
        received.medium,
        received.campaign_name,
        received.channel_group,
        received.sessions,
        received.engaged_sessions,
        received.users,
        received.new_users,
        received.page_views,
        received.add_to_carts,
        received.checkouts,
        received.purchases,
        received.revenue_amount,
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
