/*---
model: stg_klaviyo__events
grain: one row per event; events never change
key: [email_event_key]
materialize: incremental
version: [event_at, _extracted_at, _file, _row]
immutable_columns: [event_at, profile_id, metric_id]
required: [event_at]
owner: email
record:
  id:
  attributes:
    datetime:
    event_properties: { $value, $message, $flow, $currency_code, Campaign Name, machine_open }
  relationships:
    profile: { data: { id } }
    metric: { data: { id } }
columns:
  email_event_key: { type: varchar, about: "source:connection:id", checks: [unique, not_null] }
  event_id: { type: varchar, checks: [not_null] }
  connection: { type: varchar, checks: [not_null] }
  event_at: { type: timestamp, checks: [not_null] }
  profile_id: { type: varchar }
  metric_id: { type: varchar }
  message_id: { type: varchar, about: The campaign's or the flow message's id }
  flow_id: { type: varchar }
  campaign_name: { type: varchar }
  is_machine_open: { type: boolean }
  value_amount: { type: "decimal(18,4)", unit: currency }
  currency: { type: varchar }
  _nulled: { type: varchar, about: "Columns whose value could not be read, by name" }
  _slice_id: { type: varchar }
  _extracted_at: { type: timestamp }
  _file: { type: varchar }
  _row: { type: bigint }
---*/
with

received as (
    select * from {{ source('klaviyo', 'events') }}
),

final as (
    select
        'klaviyo:' || _connection || ':' || {{ as_text('record', 'id') }} as email_event_key,
        {{ as_text('record', 'id') }} as event_id,
        _connection as connection,
        {{ utc(as_text('record', 'attributes.datetime')) }} as event_at,
        {{ as_text('record', 'relationships.profile.data.id') }} as profile_id,
        {{ as_text('record', 'relationships.metric.data.id') }} as metric_id,
        {{ as_text('record', 'attributes.event_properties."$message"') }} as message_id,
        {{ as_text('record', 'attributes.event_properties."$flow"') }} as flow_id,
        {{ as_text('record', 'attributes.event_properties."Campaign Name"') }} as campaign_name,
        {{ as_text('record', 'attributes.event_properties.machine_open') }}::boolean as is_machine_open,
        {{ as_text('record', 'attributes.event_properties."$value"') }}::decimal(18,4) as value_amount,
        {{ as_text('record', 'attributes.event_properties."$currency_code"') }} as currency,
        {{ nulled }} as _nulled,
        _slice_id,
        _extracted_at,
        _file,
        _row
    from received
)

select * from final
