/*---
model: stg_google_ads__keywords
grain: one row per keyword of an ad group, its newest reading
key: [keyword_key]
materialize: incremental
version: [_extracted_at, _file, _row]
owner: marketing
record:
  customer: { id, currencyCode, timeZone }
  campaign: { id }
  adGroup: { id }
  adGroupCriterion: { criterionId, keyword: { text, matchType }, negative, status, qualityInfo: { qualityScore } }
columns:
  keyword_key: { type: varchar, about: "source:connection:ad group~criterion", checks: [unique, not_null] }
  criterion_id: { type: varchar, checks: [not_null] }
  connection: { type: varchar, checks: [not_null] }
  customer_id: { type: varchar }
  currency: { type: varchar }
  time_zone: { type: varchar, about: Time zone of the account's days }
  campaign_key: { type: varchar }
  ad_group_key: { type: varchar }
  keyword_text: { type: varchar }
  match_type: { type: varchar }
  is_negative: { type: boolean }
  status: { type: varchar }
  is_removed: { type: boolean, about: The time of removal is in change_status }
  quality_score: { type: bigint }
  _nulled: { type: varchar, about: "Columns whose value could not be read, by name" }
  _slice_id: { type: varchar }
  _extracted_at: { type: timestamp }
  _file: { type: varchar }
  _row: { type: bigint }
---*/
with

received as (
    select * from {{ source('google_ads', 'keywords') }}
),

final as (
    select
        'google_ads:' || _connection || ':' || {{ as_text('record', 'adGroup.id') }} || '~' || {{ as_text('record', 'adGroupCriterion.criterionId') }} as keyword_key,
        {{ as_text('record', 'adGroupCriterion.criterionId') }} as criterion_id,
        _connection as connection,
        {{ as_text('record', 'customer.id') }} as customer_id,
        {{ as_text('record', 'customer.currencyCode') }} as currency,
        {{ as_text('record', 'customer.timeZone') }} as time_zone,
        'google_ads:' || _connection || ':' || {{ as_text('record', 'campaign.id') }} as campaign_key,
        'google_ads:' || _connection || ':' || {{ as_text('record', 'adGroup.id') }} as ad_group_key,
        {{ as_text('record', 'adGroupCriterion.keyword.text') }} as keyword_text,
        {{ as_text('record', 'adGroupCriterion.keyword.matchType') }} as match_type,
        {{ as_text('record', 'adGroupCriterion.negative') }}::boolean as is_negative,
        {{ as_text('record', 'adGroupCriterion.status') }} as status,
        {{ as_text('record', 'adGroupCriterion.status') }} = 'REMOVED' as is_removed,
        {{ as_text('record', 'adGroupCriterion.qualityInfo.qualityScore') }}::bigint as quality_score,
        {{ nulled }} as _nulled,
        _slice_id,
        _extracted_at,
        _file,
        _row
    from received
)

select * from final
