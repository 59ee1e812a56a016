/*---
model: stg_google_ads__conversion_actions_versions
grain: one row per campaign, conversion action, lag and day of the click that was ever reported, its newest reading
key: [conversion_action_key]
materialize: incremental
restates: true
version: [_extracted_at, _file, _row]
owner: marketing
record:
  customer: { id, currencyCode }
  segments: { date, conversionAction, conversionActionName, conversionActionCategory, conversionOrAdjustmentLagBucket }
  campaign: { id }
  metrics: { conversions, conversionsValue, allConversions, allConversionsValue }
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
  lag_bucket: { type: varchar, about: "Lag after the click, in the vendor's steps" }
  conversions: { type: "decimal(18,4)" }
  conversion_value_amount: { type: "decimal(18,4)", unit: currency }
  all_conversions: { type: "decimal(18,4)" }
  all_conversion_value_amount: { type: "decimal(18,4)", unit: currency }
  _nulled: { type: varchar, about: "Columns whose value could not be read, by name" }
  _slice_id: { type: varchar }
  _extracted_at: { type: timestamp }
  _file: { type: varchar }
  _row: { type: bigint }
---*/
with

received as (
    select * from {{ source('google_ads', 'conversion_actions') }}
),

final as (
    select
        'google_ads:' || _connection || ':' || {{ as_text('record', 'campaign.id') }} || '~' || {{ as_text('record', 'segments.conversionAction') }} || '~' || coalesce({{ as_text('record', 'segments.conversionOrAdjustmentLagBucket') }}, '') || '~' || {{ as_text('record', 'segments.date') }} as conversion_action_key,
        _connection as connection,
        {{ as_text('record', 'segments.date') }}::date as report_date,
        {{ as_text('record', 'customer.id') }} as customer_id,
        {{ as_text('record', 'customer.currencyCode') }} as currency,
        'google_ads:' || _connection || ':' || {{ as_text('record', 'campaign.id') }} as campaign_key,
        {{ as_text('record', 'segments.conversionAction') }} as conversion_action,
        {{ as_text('record', 'segments.conversionActionName') }} as conversion_action_name,
        {{ as_text('record', 'segments.conversionActionCategory') }} as conversion_action_category,
        {{ as_text('record', 'segments.conversionOrAdjustmentLagBucket') }} as lag_bucket,
        {{ as_text('record', 'metrics.conversions') }}::decimal(18,4) as conversions,
        {{ as_text('record', 'metrics.conversionsValue') }}::decimal(18,4) as conversion_value_amount,
        {{ as_text('record', 'metrics.allConversions') }}::decimal(18,4) as all_conversions,
        {{ as_text('record', 'metrics.allConversionsValue') }}::decimal(18,4) as all_conversion_value_amount,
        {{ nulled }} as _nulled,
        _slice_id,
        _extracted_at,
        _file,
        _row
    from received
)

select * from final
