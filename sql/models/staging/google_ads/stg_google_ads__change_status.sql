/*---
model: stg_google_ads__change_status
grain: one row per change that was told, its newest reading
key: [change_key]
materialize: incremental
version: [changed_at_local, _extracted_at, _file, _row]
owner: marketing
record:
  customer: { id, timeZone }
  changeStatus: { resourceName, lastChangeDateTime, resourceType, resourceStatus, campaign, adGroup, adGroupAd, adGroupCriterion }
columns:
  change_key: { type: varchar, about: "source:connection:resource name", checks: [unique, not_null] }
  connection: { type: varchar, checks: [not_null] }
  customer_id: { type: varchar }
  changed_at_local: { type: timestamp, about: By the account's clock, checks: [not_null] }
  time_zone: { type: varchar }
  resource_type: { type: varchar }
  resource_status: { type: varchar, about: REMOVED marks a deletion }
  campaign_resource: { type: varchar }
  ad_group_resource: { type: varchar }
  ad_resource: { type: varchar }
  criterion_resource: { type: varchar }
  _nulled: { type: varchar, about: "Columns whose value could not be read, by name" }
  _slice_id: { type: varchar }
  _extracted_at: { type: timestamp }
  _file: { type: varchar }
  _row: { type: bigint }
---*/
with

received as (
    select * from {{ source('google_ads', 'change_status') }}
),

final as (
    select
        'google_ads:' || _connection || ':' || {{ as_text('record', 'changeStatus.resourceName') }} as change_key,
        _connection as connection,
        {{ as_text('record', 'customer.id') }} as customer_id,
        {{ as_text('record', 'changeStatus.lastChangeDateTime') }}::timestamp as changed_at_local,
        {{ as_text('record', 'customer.timeZone') }} as time_zone,
        {{ as_text('record', 'changeStatus.resourceType') }} as resource_type,
        {{ as_text('record', 'changeStatus.resourceStatus') }} as resource_status,
        {{ as_text('record', 'changeStatus.campaign') }} as campaign_resource,
        {{ as_text('record', 'changeStatus.adGroup') }} as ad_group_resource,
        {{ as_text('record', 'changeStatus.adGroupAd') }} as ad_resource,
        {{ as_text('record', 'changeStatus.adGroupCriterion') }} as criterion_resource,
        {{ nulled }} as _nulled,
        _slice_id,
        _extracted_at,
        _file,
        _row
    from received
)

select * from final
