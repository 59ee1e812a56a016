/*---
model: stg_google_ads__campaigns
grain: one row per campaign, its newest reading
key: [campaign_key]
materialize: incremental
version: [_extracted_at, _file, _row]
owner: marketing
record:
  customer: { id, currencyCode, timeZone }
  campaign: { id, name, status, advertisingChannelType, biddingStrategyType, startDateTime }
  campaignBudget: { amountMicros }
columns:
  campaign_key: { type: varchar, about: "source:connection:id", checks: [unique, not_null] }
  campaign_id: { type: varchar, checks: [not_null] }
  connection: { type: varchar, checks: [not_null] }
  customer_id: { type: varchar }
  currency: { type: varchar }
  time_zone: { type: varchar, about: Time zone of the account's days }
  campaign_name: { type: varchar }
  channel_type: { type: varchar, about: Performance Max has no ad groups and no ads }
  status: { type: varchar }
  is_removed: { type: boolean, about: The time of removal is in change_status }
  bidding_strategy_type: { type: varchar }
  started_on: { type: date }
  daily_budget_amount: { type: "decimal(18,4)", unit: currency }
  _nulled: { type: varchar, about: "Columns whose value could not be read, by name" }
  _slice_id: { type: varchar }
  _extracted_at: { type: timestamp }
  _file: { type: varchar }
  _row: { type: bigint }
---*/
with

received as (
    select * from {{ source('google_ads', 'campaigns') }}
),

final as (
    select
        'google_ads:' || _connection || ':' || {{ as_text('record', 'campaign.id') }} as campaign_key,
        {{ as_text('record', 'campaign.id') }} as campaign_id,
        _connection as connection,
        {{ as_text('record', 'customer.id') }} as customer_id,
        {{ as_text('record', 'customer.currencyCode') }} as currency,
        {{ as_text('record', 'customer.timeZone') }} as time_zone,
        {{ as_text('record', 'campaign.name') }} as campaign_name,
        {{ as_text('record', 'campaign.advertisingChannelType') }} as channel_type,
        {{ as_text('record', 'campaign.status') }} as status,
        {{ as_text('record', 'campaign.status') }} = 'REMOVED' as is_removed,
        {{ as_text('record', 'campaign.biddingStrategyType') }} as bidding_strategy_type,
        left({{ as_text('record', 'campaign.startDateTime') }}, 10)::date as started_on,
        ({{ as_text('record', 'campaignBudget.amountMicros') }}::decimal(24,0) * 0.000001::decimal(7,6))::decimal(18,4) as daily_budget_amount,
        {{ nulled }} as _nulled,
        _slice_id,
        _extracted_at,
        _file,
        _row
    from received
)

select * from final
