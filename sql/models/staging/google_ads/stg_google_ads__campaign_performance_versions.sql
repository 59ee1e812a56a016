/*---
model: stg_google_ads__campaign_performance_versions
grain: one row per campaign and day that was ever reported, its newest reading
key: [campaign_performance_key]
materialize: incremental
restates: true
version: [_extracted_at, _file, _row]
owner: marketing
record:
  customer: { id, currencyCode }
  segments: { date }
  campaign: { id, name, advertisingChannelType }
  metrics: { impressions, clicks, costMicros, conversions, conversionsValue, allConversions, allConversionsValue, viewThroughConversions, conversionsByConversionDate, conversionsValueByConversionDate }
columns:
  campaign_performance_key: { type: varchar, about: "source:connection:campaign~day", checks: [unique, not_null] }
  connection: { type: varchar, checks: [not_null] }
  report_date: { type: date, about: Day of the account, checks: [not_null] }
  customer_id: { type: varchar }
  currency: { type: varchar }
  campaign_key: { type: varchar, checks: [not_null] }
  campaign_name: { type: varchar }
  channel_type: { type: varchar }
  impressions: { type: bigint }
  clicks: { type: bigint }
  spend_amount: { type: "decimal(18,4)", unit: currency }
  conversions: { type: "decimal(18,4)", about: By the day of the click; an order is split over its clicks }
  conversion_value_amount: { type: "decimal(18,4)", unit: currency }
  all_conversions: { type: "decimal(18,4)" }
  all_conversion_value_amount: { type: "decimal(18,4)", unit: currency }
  view_through_conversions: { type: bigint }
  conversions_by_conversion_date: { type: "decimal(18,4)", about: By the day of the order }
  conversion_value_by_conversion_date_amount: { type: "decimal(18,4)", unit: currency }
  _nulled: { type: varchar, about: "Columns whose value could not be read, by name" }
  _slice_id: { type: varchar }
  _extracted_at: { type: timestamp }
  _file: { type: varchar }
  _row: { type: bigint }
---*/
with

received as (
    select * from {{ source('google_ads', 'campaign_performance') }}
),

final as (
    select
        'google_ads:' || _connection || ':' || {{ as_text('record', 'campaign.id') }} || '~' || {{ as_text('record', 'segments.date') }} as campaign_performance_key,
        _connection as connection,
        {{ as_text('record', 'segments.date') }}::date as report_date,
        {{ as_text('record', 'customer.id') }} as customer_id,
        {{ as_text('record', 'customer.currencyCode') }} as currency,
        'google_ads:' || _connection || ':' || {{ as_text('record', 'campaign.id') }} as campaign_key,
        {{ as_text('record', 'campaign.name') }} as campaign_name,
        {{ as_text('record', 'campaign.advertisingChannelType') }} as channel_type,
        {{ as_text('record', 'metrics.impressions') }}::bigint as impressions,
        {{ as_text('record', 'metrics.clicks') }}::bigint as clicks,
        ({{ as_text('record', 'metrics.costMicros') }}::decimal(24,0) * 0.000001::decimal(7,6))::decimal(18,4) as spend_amount,
        {{ as_text('record', 'metrics.conversions') }}::decimal(18,4) as conversions,
        {{ as_text('record', 'metrics.conversionsValue') }}::decimal(18,4) as conversion_value_amount,
        {{ as_text('record', 'metrics.allConversions') }}::decimal(18,4) as all_conversions,
        {{ as_text('record', 'metrics.allConversionsValue') }}::decimal(18,4) as all_conversion_value_amount,
        {{ as_text('record', 'metrics.viewThroughConversions') }}::bigint as view_through_conversions,
        {{ as_text('record', 'metrics.conversionsByConversionDate') }}::decimal(18,4) as conversions_by_conversion_date,
        {{ as_text('record', 'metrics.conversionsValueByConversionDate') }}::decimal(18,4) as conversion_value_by_conversion_date_amount,
        {{ nulled }} as _nulled,
        _slice_id,
        _extracted_at,
        _file,
        _row
    from received
)

select * from final
