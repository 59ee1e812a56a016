/*---
model: stg_mailchimp__automations
grain: one row per automation, its newest reading
key: [automation_key]
materialize: incremental
version: [_extracted_at, _file, _row]
immutable_columns: [created_at]
owner: email
record:
  id:
  create_time:
  start_time:
  status:
  emails_sent:
  recipients: { list_id }
  settings: { title }
  trigger_settings: { workflow_type, workflow_emails_count }
  report_summary: { unique_opens, subscriber_clicks }
columns:
  automation_key: { type: varchar, about: "source:connection:id", checks: [unique, not_null] }
  automation_id: { type: varchar, checks: [not_null] }
  connection: { type: varchar, checks: [not_null] }
  automation_name: { type: varchar }
  type: { type: varchar }
  status: { type: varchar }
  list_id: { type: varchar }
  created_at: { type: timestamp }
  started_at: { type: timestamp }
  step_count: { type: bigint }
  sent_count: { type: bigint }
  opener_count: { type: bigint }
  clicker_count: { type: bigint }
  _nulled: { type: varchar, about: "Columns whose value could not be read, by name" }
  _slice_id: { type: varchar }
  _extracted_at: { type: timestamp }
  _file: { type: varchar }
  _row: { type: bigint }
---*/
with

received as (
    select * from {{ source('mailchimp', 'automations') }}
),

final as (
    select
        'mailchimp:' || _connection || ':' || {{ as_text('record', 'id') }} as automation_key,
        {{ as_text('record', 'id') }} as automation_id,
        _connection as connection,
        {{ null_if_blank('record', 'settings.title') }} as automation_name,
        {{ null_if_blank('record', 'trigger_settings.workflow_type') }} as type,
        {{ as_text('record', 'status') }} as status,
        {{ null_if_blank('record', 'recipients.list_id') }} as list_id,
        {{ utc(null_if_blank('record', 'create_time')) }} as created_at,
        {{ utc(null_if_blank('record', 'start_time')) }} as started_at,
        {{ null_if_blank('record', 'trigger_settings.workflow_emails_count') }}::bigint as step_count,
        {{ null_if_blank('record', 'emails_sent') }}::bigint as sent_count,
        {{ null_if_blank('record', 'report_summary.unique_opens') }}::bigint as opener_count,
        {{ null_if_blank('record', 'report_summary.subscriber_clicks') }}::bigint as clicker_count,
        {{ nulled }} as _nulled,
        _slice_id,
        _extracted_at,
        _file,
        _row
    from received
)

select * from final
