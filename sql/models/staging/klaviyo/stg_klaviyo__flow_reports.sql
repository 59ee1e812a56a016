/*---
model: stg_klaviyo__flow_reports
grain: one row per flow, message and channel, its newest reading
key: [flow_report_key]
materialize: incremental
version: [_extracted_at, _file, _row]
owner: email
record:
  groupings: { flow_id, flow_message_id, send_channel }
  statistics: { recipients, delivered, bounced, opens, opens_unique, clicks, clicks_unique, unsubscribes, spam_complaints, conversions, conversion_value }
columns:
  flow_report_key: { type: varchar, about: "source:connection:id:message:channel", checks: [unique, not_null] }
  flow_key: { type: varchar, checks: [not_null] }
  connection: { type: varchar, checks: [not_null] }
  message_id: { type: varchar }
  channel: { type: varchar }
  recipient_count: { type: bigint }
  delivered_count: { type: bigint }
  bounced_count: { type: bigint }
  open_count: { type: bigint }
  opener_count: { type: bigint, about: "People, including automatic opens on their behalf" }
  click_count: { type: bigint }
  clicker_count: { type: bigint }
  unsubscribed_count: { type: bigint }
  complaint_count: { type: bigint }
  claimed_order_count: { type: bigint, about: "Orders the vendor attributes to it" }
  claimed_amount: { type: "decimal(18,4)", unit: the account's currency }
  read_at: { type: timestamp, about: Sums cover the year up to this moment }
  _nulled: { type: varchar, about: "Columns whose value could not be read, by name" }
  _slice_id: { type: varchar }
  _extracted_at: { type: timestamp }
  _file: { type: varchar }
  _row: { type: bigint }
---*/
with

received as (
    select * from {{ source('klaviyo', 'flow_reports') }}
),

final as (
    select
        'klaviyo:' || _connection || ':' || {{ as_text('record', 'groupings.flow_id') }} || ':' || coalesce({{ as_text('record', 'groupings.flow_message_id') }}, '') || ':' || coalesce({{ as_text('record', 'groupings.send_channel') }}, '') as flow_report_key,
        'klaviyo:' || _connection || ':' || {{ as_text('record', 'groupings.flow_id') }} as flow_key,
        _connection as connection,
        {{ as_text('record', 'groupings.flow_message_id') }} as message_id,
        {{ as_text('record', 'groupings.send_channel') }} as channel,
        {{ as_text('record', 'statistics.recipients') }}::bigint as recipient_count,
        {{ as_text('record', 'statistics.delivered') }}::bigint as delivered_count,
        {{ as_text('record', 'statistics.bounced') }}::bigint as bounced_count,
        {{ as_text('record', 'statistics.opens') }}::bigint as open_count,
        {{ as_text('record', 'statistics.opens_unique') }}::bigint as opener_count,
        {{ as_text('record', 'statistics.clicks') }}::bigint as click_count,
        {{ as_text('record', 'statistics.clicks_unique') }}::bigint as clicker_count,
        {{ as_text('record', 'statistics.unsubscribes') }}::bigint as unsubscribed_count,
        {{ as_text('record', 'statistics.spam_complaints') }}::bigint as complaint_count,
        {{ as_text('record', 'statistics.conversions') }}::bigint as claimed_order_count,
        {{ as_text('record', 'statistics.conversion_value') }}::decimal(18,4) as claimed_amount,
        _extracted_at as read_at,
        {{ nulled }} as _nulled,
        _slice_id,
        _extracted_at,
        _file,
        _row
    from received
)

select * from final
