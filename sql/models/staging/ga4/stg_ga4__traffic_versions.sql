/*---
model: stg_ga4__traffic_versions
grain: one row per day, source, medium, campaign and channel group that was ever reported, its newest reading
key: [traffic_key]
materialize: incremental
restates: true
version: [_extracted_at, _file, _row]
owner: marketing
record:
  date:
  sessionSource:
  sessionMedium:
  sessionCampaignName:
  sessionDefaultChannelGroup:
  sessions:
  engagedSessions:
  totalUsers:
  newUsers:
  screenPageViews:
  addToCarts:
  checkouts:
  ecommercePurchases:
  purchaseRevenue:
  subjectToThresholding:
  dataLossFromOtherRow:
  isSampled:
  currencyCode:
  timeZone:
columns:
  traffic_key: { type: varchar, about: "source:connection:dimensions", checks: [unique, not_null] }
  connection: { type: varchar, checks: [not_null] }
  report_date: { type: date, about: Day of the property; null in a row that the vendor merged }
  source: { type: varchar }
  medium: { type: varchar }
  campaign_name: { type: varchar }
  channel_group: { type: varchar, about: "Channel of the session, grouped by the vendor" }
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
  has_other_row: { type: boolean, about: Rows beyond the daily limit were merged }
  is_sampled: { type: boolean }
  currency: { type: varchar }
  time_zone: { type: varchar, about: Time zone of the property's days }
  _nulled: { type: varchar, about: "Columns whose value could not be read, by name" }
  _slice_id: { type: varchar }
  _extracted_at: { type: timestamp }
  _file: { type: varchar }
  _row: { type: bigint }
---*/
with

received as (
    select * from {{ source('ga4', 'traffic') }}
),

final as (
    select
        'ga4:' || _connection || ':' || coalesce({{ as_text('record', 'date') }}, '') || '~' || coalesce({{ as_text('record', 'sessionSource') }}, '') || '~' || coalesce({{ as_text('record', 'sessionMedium') }}, '') || '~' || coalesce({{ as_text('record', 'sessionCampaignName') }}, '') || '~' || coalesce({{ as_text('record', 'sessionDefaultChannelGroup') }}, '') as traffic_key,
        _connection as connection,
        {{ compact_day('record', 'date') }}::date as report_date,
        {{ as_text('record', 'sessionSource') }} as source,
        {{ as_text('record', 'sessionMedium') }} as medium,
        {{ as_text('record', 'sessionCampaignName') }} as campaign_name,
        {{ as_text('record', 'sessionDefaultChannelGroup') }} as channel_group,
        {{ as_text('record', 'sessions') }}::bigint as sessions,
        {{ as_text('record', 'engagedSessions') }}::bigint as engaged_sessions,
        {{ as_text('record', 'totalUsers') }}::bigint as users,
        {{ as_text('record', 'newUsers') }}::bigint as new_users,
        {{ as_text('record', 'screenPageViews') }}::bigint as page_views,
        {{ as_text('record', 'addToCarts') }}::bigint as add_to_carts,
        {{ as_text('record', 'checkouts') }}::bigint as checkouts,
        {{ as_text('record', 'ecommercePurchases') }}::bigint as purchases,
        {{ as_text('record', 'purchaseRevenue') }}::decimal(18,4) as revenue_amount,
        {{ as_text('record', 'subjectToThresholding') }}::boolean as is_thresholded,
        {{ as_text('record', 'dataLossFromOtherRow') }}::boolean as has_other_row,
        {{ as_text('record', 'isSampled') }}::boolean as is_sampled,
        {{ as_text('record', 'currencyCode') }} as currency,
        {{ as_text('record', 'timeZone') }} as time_zone,
        {{ nulled }} as _nulled,
        _slice_id,
        _extracted_at,
        _file,
        _row
    from received
)

select * from final
