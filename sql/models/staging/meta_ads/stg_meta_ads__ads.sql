/*---
model: stg_meta_ads__ads
grain: one row per ad, its newest version
key: [ad_key]
materialize: incremental
version: [updated_at, _extracted_at, _file, _row]
immutable_columns: [created_at, ad_set_key]
owner: marketing
record:
  id:
  account_id:
  campaign_id:
  adset_id:
  creative: { id }
  name:
  status:
  effective_status:
  created_time:
  updated_time:
columns:
  ad_key: { type: varchar, about: "source:connection:id", checks: [unique, not_null] }
  ad_id: { type: varchar, checks: [not_null] }
  connection: { type: varchar, checks: [not_null] }
  account_id: { type: varchar }
  campaign_key: { type: varchar }
  ad_set_key: { type: varchar }
  creative_key: { type: varchar }
  ad_name: { type: varchar }
  status: { type: varchar }
  effective_status: { type: varchar }
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
    select * from {{ source('meta_ads', 'ads') }}
),

final as (
    select
        'meta_ads:' || _connection || ':' || {{ as_text('record', 'id') }} as ad_key,
        {{ as_text('record', 'id') }} as ad_id,
        _connection as connection,
        {{ as_text('record', 'account_id') }} as account_id,
        'meta_ads:' || _connection || ':' || {{ as_text('record', 'campaign_id') }} as campaign_key,
        'meta_ads:' || _connection || ':' || {{ as_text('record', 'adset_id') }} as ad_set_key,
        'meta_ads:' || _connection || ':' || {{ as_text('record', 'creative.id') }} as creative_key,
        {{ as_text('record', 'name') }} as ad_name,
        {{ as_text('record', 'status') }} as status,
        {{ as_text('record', 'effective_status') }} as effective_status,
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
