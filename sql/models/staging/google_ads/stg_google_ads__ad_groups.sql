/*---
model: stg_google_ads__ad_groups
grain: one row per ad group, its newest reading
key: [ad_group_key]
materialize: incremental
version: [_extracted_at, _file, _row]
owner: marketing
record:
  customer: { id, currencyCode, timeZone }
  campaign: { id }
  adGroup: { id, name, type, status, cpcBidMicros }
columns:
  ad_group_key: { type: varchar, about: "source:connection:id", checks: [unique, not_null] }
  ad_group_id: { type: varchar, checks: [not_null] }
  connection: { type: varchar, checks: [not_null] }
  customer_id: { type: varchar }
  currency: { type: varchar }
  time_zone: { type: varchar, about: Time zone of the account's days }
  campaign_key: { type: varchar }
  ad_group_name: { type: varchar }
  ad_group_type: { type: varchar }
  status: { type: varchar }
  is_removed: { type: boolean, about: The time of removal is in change_status }
  cpc_bid_amount: { type: "decimal(18,4)", unit: currency }
  _nulled: { type: varchar, about: "Columns whose value could not be read, by name" }
  _slice_id: { type: varchar }
  _extracted_at: { type: timestamp }
  _file: { type: varchar }
  _row: { type: bigint }
---*/
with

received as (
    select * from {{ source('google_ads', 'ad_groups') }}
),

final as (
    select
        'google_ads:' || _connection || ':' || {{ as_text('record', 'adGroup.id') }} as ad_group_key,
        {{ as_text('record', 'adGroup.id') }} as ad_group_id,
        _connection as connection,
        {{ as_text('record', 'customer.id') }} as customer_id,
        {{ as_text('record', 'customer.currencyCode') }} as currency,
        {{ as_text('record', 'customer.timeZone') }} as time_zone,
        'google_ads:' || _connection || ':' || {{ as_text('record', 'campaign.id') }} as campaign_key,
        {{ as_text('record', 'adGroup.name') }} as ad_group_name,
        {{ as_text('record', 'adGroup.type') }} as ad_group_type,
        {{ as_text('record', 'adGroup.status') }} as status,
        {{ as_text('record', 'adGroup.status') }} = 'REMOVED' as is_removed,
        ({{ as_text('record', 'adGroup.cpcBidMicros') }}::decimal(24,0) * 0.000001::decimal(7,6))::decimal(18,4) as cpc_bid_amount,
        {{ nulled }} as _nulled,
        _slice_id,
        _extracted_at,
        _file,
        _row
    from received
)

select * from final
