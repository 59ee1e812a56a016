/*---
model: stg_meta_ads__campaign_insights
about: What the newest reading of a day holds; a row that left it in a restatement is gone. Claims are in the actions by window.
grain: one row per campaign and day
key: [campaign_insight_key]
materialize: view
owner: marketing
columns:
  campaign_insight_key: { type: varchar, about: "source:connection:id:day", checks: [unique, not_null] }
  connection: { type: varchar, checks: [not_null] }
  report_date: { type: date, about: Day of the account, checks: [not_null] }
  account_id: { type: varchar }
  campaign_key: { type: varchar }
  campaign_name: { type: varchar }
  currency: { type: varchar }
  spend_amount: { type: "decimal(18,4)", unit: currency }
  impressions: { type: bigint }
  reach: { type: bigint, about: "People, estimated; does not add up over days" }
  clicks: { type: bigint, about: Of any kind }
  link_clicks: { type: bigint }
  attribution_setting: { type: varchar }
  actions: { type: nested }
  action_values: { type: nested }
  _slice_id: { type: varchar }
  _extracted_at: { type: timestamp }
  _file: { type: varchar }
  _row: { type: bigint }
---*/
with

received as (
    select * from {{ ref('stg_meta_ads__campaign_insights_received') }}
),

readings as (
    select connection, report_date, _slice_id
    from received
    qualify row_number() over (partition by connection, report_date order by _extracted_at desc, _slice_id desc) = 1
),

final as (
    select
        received.campaign_insight_key,
        received.connection,
        received.report_date,
        received.account_id,
        received.campaign_key,
        received.campaign_name,
        received.currency,
        received.spend_amount,
        received.impressions,
        received.reach,
        received.clicks,
        received.link_clicks,
        received.attribution_setting,
        received.actions,
        received.action_values,
        received._slice_id,
        received._extracted_at,
        received._file,
        received._row
    from received
    join readings on readings.connection = received.connection and readings.report_date = received.report_date and readings._slice_id = received._slice_id
)

select * from final
