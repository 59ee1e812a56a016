/*---
model: stg_mailchimp__campaigns
grain: one row per campaign, its newest reading
key: [campaign_key]
materialize: incremental
version: [_extracted_at, _file, _row]
immutable_columns: [created_at]
owner: email
record:
  id:
  type:
  status:
  create_time:
  send_time:
  emails_sent:
  recipients: { list_id }
  settings: { title }
columns:
  campaign_key: { type: varchar, about: "source:connection:id", checks: [unique, not_null] }
  campaign_id: { type: varchar, checks: [not_null] }
  connection: { type: varchar, checks: [not_null] }
  campaign_name: { type: varchar }
  type: { type: varchar }
  status: { type: varchar }
  list_id: { type: varchar }
  created_at: { type: timestamp }
  sent_at: { type: timestamp }
  sent_count: { type: bigint }
  _nulled: { type: varchar, about: "Columns whose value could not be read, by name" }
  _slice_id: { type: varchar }
  _extracted_at: { type: timestamp }
  _file: { type: varchar }
  _row: { type: bigint }
---*/
with

received as (
    select * from {{ source('mailchimp', 'campaigns') }}
),

final as (
    select
        'mailchimp:' || _connection || ':' || {{ as_text('record', 'id') }} as campaign_key,
        {{ as_text('record', 'id') }} as campaign_id,
        _connection as connection,
        {{ null_if_blank('record', 'settings.title') }} as campaign_name,
        {{ as_text('record', 'type') }} as type,
        {{ as_text('record', 'status') }} as status,
        {{ null_if_blank('record', 'recipients.list_id') }} as list_id,
        {{ utc(null_if_blank('record', 'create_time')) }} as created_at,
        {{ utc(null_if_blank('record', 'send_time')) }} as sent_at,
        {{ null_if_blank('record', 'emails_sent') }}::bigint as sent_count,
        {{ nulled }} as _nulled,
        _slice_id,
        _extracted_at,
        _file,
        _row
    from received
)

select * from final
