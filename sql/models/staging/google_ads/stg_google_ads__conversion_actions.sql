/*---
model: stg_google_ads__conversion_actions
about: What the newest reading of a day holds; a row that left it in a restatement is gone.
grain: one row per campaign, conversion action, lag and day of the click
key: [conversion_action_key]
materialize: view
owner: marketing
columns:
  conversion_action_key: { type: varchar, about: "source:connection:campaign~action~lag~day", checks: [unique, not_null] }
  connection: { type: varchar, checks: [not_null] }
  report_date: { type: date, about: Day of the account, checks: [not_null] }
  customer_id: { type: varchar }
  currency: { type: varchar }
  campaign_key: { type: varchar, checks: [not_null] }
  conversion_action: { type: varchar, checks: [not_null] }
  conversion_action_name: { type: varchar }
  conversion_action_category: { type: varchar }
  lag_bucket: { type: varchar, about: "How long after the click: the vendor's own lag curve" }
  conversions: { type: "decimal(18,4)" }
  conversion_value_amount: { type: "decimal(18,4)", unit: currency }
  all_conversions: { type: "decimal(18,4)" }
  all_conversion_value_amount: { type: "decimal(18,4)", unit: currency }
  _slice_id: { type: varchar }
  _extracted_at: { type: timestamp }
  _file: { type: varchar }
  _row: { type: bigint }
---*/
with

received as (
    select * from {{ ref('stg_google_ads__conversion_actions_received') }}
),

readings as (
    select connection, report_date, _slice_id
    from received
    qualify row_number() over (partition by connection, report_date order by _extracted_at desc, _slice_id desc) = 1
),

final as (
    select
        received.conversion_action_key,
        received.connection,
        received.report_date,
        received.customer_id,
        received.currency,
        received.campaign_key,
        received.conversion_action,
        received.conversion_action_name,
        received.conversion_action_category,
        received.lag_bucket,
        received.conversions,
        received.conversion_value_amount,
        received.all_conversions,
        received.all_conversion_value_amount,
        received._slice_id,
        received._extracted_at,
        received._file,
        received._row
    from received
    join readings on readings.connection = received.connection and readings.report_date = received.report_date and readings._slice_id = received._slice_id
)

select * from final
