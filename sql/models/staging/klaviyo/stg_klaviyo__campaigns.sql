/*---
model: stg_klaviyo__campaigns
grain: one row per campaign, its newest version
key: [campaign_key]
materialize: incremental
version: [updated_at, _extracted_at, _file, _row]
immutable_columns: [created_at]
owner: email
record: { id, attributes: { name, status, channel, created_at, updated_at, send_time } }
columns:
  campaign_key: { type: varchar, about: "source:connection:id", checks: [unique, not_null] }
  campaign_id: { type: varchar, checks: [not_null] }
  connection: { type: varchar }
  campaign_name: { type: varchar }
  status: { type: varchar }
  channel: { type: varchar }
  created_at: { type: timestamp }
  updated_at: { type: timestamp }
  sent_at: { type: timestamp }
  _nulled: { type: varchar, about: "Columns whose value could not be read, by name" }
  _slice_id: { type: varchar }
  _extracted_at: { type: timestamp }
  _file: { type: varchar }
  _row: { type: bigint }
---*/
with

received as (
    select * from {{ source('klaviyo', 'campaigns') }}
),

final as (
    select
        'klaviyo:' || _connection || ':' || {{ as_text('record', 'id') }} as campaign_key,
        {{ as_text('record', 'id') }} as campaign_id,
        _connection as connection,
        {{ as_text('record', 'attributes.name') }} as campaign_name,
        {{ as_text('record', 'attributes.status') }} as status,
        {{ as_text('record', 'attributes.channel') }} as channel,
        {{ utc(as_text('record', 'attributes.created_at')) }} as created_at,
        {{ utc(as_text('record', 'attributes.updated_at')) }} as updated_at,
        {{ utc(as_text('record', 'attributes.send_time')) }} as sent_at,
        {{ nulled }} as _nulled,
        _slice_id,
        _extracted_at,
        _file,
        _row
    from received
)

select * from final
