/*---
model: stg_google_ads__ad_performance
about: What the newest reading of a day holds; a row that left it in a restatement is gone.
grain: one row per ad and day
key: [ad_performance_key]
materialize: view
owner: marketing
columns:
  ad_performance_key: { type: varchar, about: "source:connection:ad group~ad~day", checks: [unique, not_null] }
  connection: { type: varchar, checks: [not_null] }
  report_date: { type: date, about: Day of the account, checks: [not_null] }
  customer_id: { type: varchar }
  currency: { type: varchar }
  campaign_key: { type: varchar, checks: [not_null] }
  ad_group_key: { type: varchar }
  ad_key: { type: varchar, checks: [not_null] }
  ad_name: { type: varchar }
  impressions: { type: bigint }
  clicks: { type: bigint }
  spend_amount: { type: "decimal(18,4)", unit: currency }
  conversions: { type: "decimal(18,4)", about: By the day of the click; one order is split over its clicks }
  conversion_value_amount: { type: "decimal(18,4)", unit: currency }
  all_conversions: { type: "decimal(18,4)" }
  all_conversion_value_amount: { type: "decimal(18,4)", unit: currency }
  view_through_conversions: { type: bigint }
  conversions_by_conversion_date: { type: "decimal(18,4)", about: By the day of the order }
  conversion_value_by_conversion_date_amount: { type: "decimal(18,4)", unit: currency }
  _slice_id: { type: varchar }
  _extracted_at: { type: timestamp }
  _file: { type: varchar }
  _row: { type: bigint }
---*/
with

received as (
    select * from {{ ref('stg_google_ads__ad_performance_received') }}
),

readings as (
    select connection, report_date, _slice_id
    from received
    qualify row_number() over (partition by connection, report_date order by _extracted_at desc, _slice_id desc) = 1
),

final as (
    select
        received.ad_performance_key,
        received.connection,
        received.report_date,
        received.customer_id,
        received.currency,
        received.campaign_key,
        received.ad_group_key,
        received.ad_key,
        received.ad_name,
        received.impressions,
        received.clicks,
        received.spend_amount,
        received.conversions,
        received.conversion_value_amount,
        received.all_conversions,
        received.all_conversion_value_amount,
        received.view_through_conversions,
        received.conversions_by_conversion_date,
        received.conversion_value_by_conversion_date_amount,
        received._slice_id,
        received._extracted_at,
        received._file,
        received._row
    from received
    join readings on readings.connection = received.connection and readings.report_date = received.report_date and readings._slice_id = received._slice_id
)

select * from final
