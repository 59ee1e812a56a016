/*---
model: stg_meta_ads__campaign_insights_versions
grain: one row per campaign and day that was ever reported, its newest reading
key: [campaign_insight_key]
materialize: incremental
restates: true
version: [_extracted_at, _file, _row]
owner: marketing
record:
  account_id:
  account_currency:
  campaign_id:
  campaign_name:
  date_start:
  attribution_setting:
  spend:
  impressions:
  reach:
  clicks:
  inline_link_clicks:
  actions: [{ action_type, value, "1d_view", "1d_click", "7d_click", "28d_click" }]
  action_values: [{ action_type, value, "1d_view", "1d_click", "7d_click", "28d_click" }]
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
  _nulled: { type: varchar, about: "Columns whose value could not be read, by name" }
  _slice_id: { type: varchar }
  _extracted_at: { type: timestamp }
  _file: { type: varchar }
  _row: { type: bigint }
---*/
with

received as (
    select * from {{ source('meta_ads', 'campaign_insights') }}
),

final as (
    select
        'meta_ads:' || _connection || ':' || {{ as_text('record', 'campaign_id') }} || ':' || {{ as_text('record', 'date_start') }} as campaign_insight_key,
        _connection as connection,
        {{ as_text('record', 'date_start') }}::date as report_date,
        {{ as_text('record', 'account_id') }} as account_id,
        'meta_ads:' || _connection || ':' || {{ as_text('record', 'campaign_id') }} as campaign_key,
        {{ as_text('record', 'campaign_name') }} as campaign_name,
        {{ as_text('record', 'account_currency') }} as currency,
        {{ as_text('record', 'spend') }}::decimal(18,4) as spend_amount,
        {{ as_text('record', 'impressions') }}::bigint as impressions,
        {{ as_text('record', 'reach') }}::bigint as reach,
        {{ as_text('record', 'clicks') }}::bigint as clicks,
        {{ as_text('record', 'inline_link_clicks') }}::bigint as link_clicks,
        {{ as_text('record', 'attribution_setting') }} as attribution_setting,
        {{ nested('record', 'actions') }} as actions,
        {{ nested('record', 'action_values') }} as action_values,
        {{ nulled }} as _nulled,
        _slice_id,
        _extracted_at,
        _file,
        _row
    from received
)

select * from final
