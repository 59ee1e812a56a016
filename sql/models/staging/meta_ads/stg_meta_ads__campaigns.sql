/*---
model: stg_meta_ads__campaigns
grain: one row per campaign, its newest version
key: [campaign_key]
materialize: incremental
version: [updated_at, _extracted_at, _file, _row]
immutable_columns: [created_at]
owner: marketing
record:
  id:
  account_id:
  name:
  objective:
  status:
  effective_status:
  daily_budget:
  lifetime_budget:
  created_time:
  updated_time:
columns:
  campaign_key: { type: varchar, about: "source:connection:id", checks: [unique, not_null] }
  campaign_id: { type: varchar, checks: [not_null] }
  connection: { type: varchar, checks: [not_null] }
  account_id: { type: varchar }
  campaign_name: { type: varchar }
  objective: { type: varchar }
  status: { type: varchar, about: As set }
  effective_status: { type: varchar, about: As it runs }
  daily_budget_minor_units: { type: bigint, about: In the smallest unit of the account's currency, unit: minor units }
  lifetime_budget_minor_units: { type: bigint, unit: minor units }
  created_at: { type: timestamp }
  updated_at: { type: timestamp }
  _deleted_at: { type: timestamp, about: A deleted object stays listed with its status }
  _nulled: { type: varchar, about: "Columns whose value could not be read, by name" }
  _slice_id: { type: varchar }
  _extracted_at: { type: timestamp }
  _file: { type: varchar }
  _row: { type: bigint }
---*/
with

received as (
    select * from {{ source('meta_ads', 'campaigns') }}
),

final as (
    select
        'meta_ads:' || _connection || ':' || {{ as_text('record', 'id') }} as campaign_key,
        {{ as_text('record', 'id') }} as campaign_id,
        _connection as connection,
        {{ as_text('record', 'account_id') }} as account_id,
        {{ as_text('record', 'name') }} as campaign_name,
        {{ as_text('record', 'objective') }} as objective,
        {{ as_text('record', 'status') }} as status,
        {{ as_text('record', 'effective_status') }} as effective_status,
        {{ as_text('record', 'daily_budget') }}::bigint as daily_budget_minor_units,
        {{ as_text('record', 'lifetime_budget') }}::bigint as lifetime_budget_minor_units,
        {{ utc(as_text('record', 'created_time')) }} as created_at,
        {{ utc(as_text('record', 'updated_time')) }} as updated_at,
        case when {{ as_text('record', 'effective_status') }} = 'DELETED' then {{ utc(as_text('record', 'updated_time')) }} end as _deleted_at,
        {{ nulled }} as _nulled,
        _slice_id,
        _extracted_at,
        _file,
        _row
    from received
)

select * from final
