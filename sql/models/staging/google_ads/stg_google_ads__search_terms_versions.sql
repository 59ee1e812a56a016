/*---
model: stg_google_ads__search_terms_versions
grain: one row per search term, keyword, way of matching and day that was ever reported, its newest reading
key: [search_term_key]
materialize: incremental
restates: true
version: [_extracted_at, _file, _row]
owner: marketing
record:
  customer: { id, currencyCode }
  segments: { date, searchTermMatchType, keyword: { adGroupCriterion, info: { text } } }
  campaign: { id }
  adGroup: { id }
  searchTermView: { searchTerm, status }
  metrics: { impressions, clicks, costMicros, conversions, conversionsValue }
columns:
  search_term_key: { type: varchar, about: "source:connection:ad group~keyword~match~term~day", checks: [unique, not_null] }
  connection: { type: varchar, checks: [not_null] }
  report_date: { type: date, about: Day of the account, checks: [not_null] }
  customer_id: { type: varchar }
  currency: { type: varchar }
  campaign_key: { type: varchar, checks: [not_null] }
  ad_group_key: { type: varchar }
  search_term_token: { type: varchar, about: "Search terms are personal: equal terms have equal tokens", checks: [not_null] }
  term_status: { type: varchar }
  match_type: { type: varchar }
  keyword_text: { type: varchar }
  impressions: { type: bigint }
  clicks: { type: bigint }
  spend_amount: { type: "decimal(18,4)", unit: currency }
  conversions: { type: "decimal(18,4)", about: By the day of the click; an order is split over its clicks }
  conversion_value_amount: { type: "decimal(18,4)", unit: currency }
  _nulled: { type: varchar, about: "Columns whose value could not be read, by name" }
  _slice_id: { type: varchar }
  _extracted_at: { type: timestamp }
  _file: { type: varchar }
  _row: { type: bigint }
---*/
with

received as (
    select * from {{ source('google_ads', 'search_terms') }}
),

final as (
    select
        'google_ads:' || _connection || ':' || {{ as_text('record', 'adGroup.id') }} || '~' || coalesce({{ as_text('record', 'segments.keyword.adGroupCriterion') }}, '') || '~' || coalesce({{ as_text('record', 'segments.searchTermMatchType') }}, '') || '~' || {{ as_text('record', 'searchTermView.searchTerm') }} || '~' || {{ as_text('record', 'segments.date') }} as search_term_key,
        _connection as connection,
        {{ as_text('record', 'segments.date') }}::date as report_date,
        {{ as_text('record', 'customer.id') }} as customer_id,
        {{ as_text('record', 'customer.currencyCode') }} as currency,
        'google_ads:' || _connection || ':' || {{ as_text('record', 'campaign.id') }} as campaign_key,
        'google_ads:' || _connection || ':' || {{ as_text('record', 'adGroup.id') }} as ad_group_key,
        {{ as_text('record', 'searchTermView.searchTerm') }} as search_term_token,
        {{ as_text('record', 'searchTermView.status') }} as term_status,
        {{ as_text('record', 'segments.searchTermMatchType') }} as match_type,
        {{ as_text('record', 'segments.keyword.info.text') }} as keyword_text,
        {{ as_text('record', 'metrics.impressions') }}::bigint as impressions,
        {{ as_text('record', 'metrics.clicks') }}::bigint as clicks,
        ({{ as_text('record', 'metrics.costMicros') }}::decimal(24,0) * 0.000001::decimal(7,6))::decimal(18,4) as spend_amount,
        {{ as_text('record', 'metrics.conversions') }}::decimal(18,4) as conversions,
        {{ as_text('record', 'metrics.conversionsValue') }}::decimal(18,4) as conversion_value_amount,
        {{ nulled }} as _nulled,
        _slice_id,
        _extracted_at,
        _file,
        _row
    from received
)

select * from final
