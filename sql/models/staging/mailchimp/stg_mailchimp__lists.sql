/*---
model: stg_mailchimp__lists
grain: one row per audience, its newest reading
key: [list_key]
materialize: incremental
version: [_extracted_at, _file, _row]
immutable_columns: [created_at]
owner: email
record:
  id:
  name:
  date_created:
  stats: { member_count, unsubscribe_count, cleaned_count, campaign_count, campaign_last_sent }
columns:
  list_key: { type: varchar, about: "source:connection:id", checks: [unique, not_null] }
  list_id: { type: varchar, checks: [not_null] }
  connection: { type: varchar, checks: [not_null] }
  list_name: { type: varchar }
  created_at: { type: timestamp }
  member_count: { type: bigint, about: Subscribed }
  unsubscribed_count: { type: bigint }
  cleaned_count: { type: bigint, about: Removed after bounces }
  campaign_count: { type: bigint }
  last_sent_at: { type: timestamp }
  _nulled: { type: varchar, about: "Columns whose value could not be read, by name" }
  _slice_id: { type: varchar }
  _extracted_at: { type: timestamp }
  _file: { type: varchar }
  _row: { type: bigint }
---*/
with

received as (
    select * from {{ source('mailchimp', 'lists') }}
),

final as (
    select
        'mailchimp:' || _connection || ':' || {{ as_text('record', 'id') }} as list_key,
        {{ as_text('record', 'id') }} as list_id,
        _connection as connection,
        {{ as_text('record', 'name') }} as list_name,
        {{ utc(null_if_blank('record', 'date_created')) }} as created_at,
        {{ null_if_blank('record', 'stats.member_count') }}::bigint as member_count,
        {{ null_if_blank('record', 'stats.unsubscribe_count') }}::bigint as unsubscribed_count,
        {{ null_if_blank('record', 'stats.cleaned_count') }}::bigint as cleaned_count,
        {{ null_if_blank('record', 'stats.campaign_count') }}::bigint as campaign_count,
        {{ utc(null_if_blank('record', 'stats.campaign_last_sent')) }} as last_sent_at,
        {{ nulled }} as _nulled,
        _slice_id,
        _extracted_at,
        _file,
        _row
    from received
)

select * from final
