/*---
model: stg_google_ads__ads
grain: one row per ad, its newest reading
key: [ad_key]
materialize: incremental
version: [_extracted_at, _file, _row]
owner: marketing
record:
  customer: { id, currencyCode, timeZone }
  campaign: { id }
  adGroup: { id }
  adGroupAd: { status, policySummary: { approvalStatus }, ad: { id, name, type } }
columns:
  ad_key: { type: varchar, about: "source:connection:id", checks: [unique, not_null] }
  ad_id: { type: varchar, checks: [not_null] }
  connection: { type: varchar, checks: [not_null] }
  customer_id: { type: varchar }
  currency: { type: varchar }
  time_zone: { type: varchar, about: Time zone of the account's days }
  campaign_key: { type: varchar }
  ad_group_key: { type: varchar }
  ad_name: { type: varchar }
  ad_type: { type: varchar }
  status: { type: varchar }
  is_removed: { type: boolean, about: The time of removal is in change_status }
  approval_status: { type: varchar }
  _slice_id: { type: varchar }
  _extracted_at: { type: timestamp }
  _file: { type: varchar }
  _row: { type: bigint }
---*/
with

received as (
    select * from {{ source('google_ads', 'ads') }}
),

final as (
    select
        'google_ads:' || _connection || ':' || {{ as_text('record', 'adGroupAd.ad.id') }} as ad_key,
        {{ as_text('record', 'adGroupAd.ad.id') }} as ad_id,
        _connection as connection,
        {{ as_text('record', 'customer.id') }} as customer_id,
        {{ as_text('record', 'customer.currencyCode') }} as currency,
        {{ as_text('record', 'customer.timeZone') }} as time_zone,
        'google_ads:' || _connection || ':' || {{ as_text('record', 'campaign.id') }} as campaign_key,
        'google_ads:' || _connection || ':' || {{ as_text('record', 'adGroup.id') }} as ad_group_key,
        {{ as_text('record', 'adGroupAd.ad.name') }} as ad_name,
        {{ as_text('record', 'adGroupAd.ad.type') }} as ad_type,
        {{ as_text('record', 'adGroupAd.status') }} as status,
        {{ as_text('record', 'adGroupAd.status') }} = 'REMOVED' as is_removed,
        {{ as_text('record', 'adGroupAd.policySummary.approvalStatus') }} as approval_status,
        _slice_id,
        _extracted_at,
        _file,
        _row
    from received
)

select * from final
