/*---
model: stg_mailchimp__unsubscribes
grain: one row per campaign and member who left by it
key: [unsubscribe_key]
materialize: incremental
version: [unsubscribed_at, _extracted_at, _file, _row]
owner: email
record:
  campaign_id:
  list_id:
  email_id:
  email_address:
  timestamp:
columns:
  unsubscribe_key: { type: varchar, about: Hash of the identifying fields, checks: [unique, not_null] }
  connection: { type: varchar, checks: [not_null] }
  campaign_key: { type: varchar, checks: [not_null] }
  campaign_id: { type: varchar }
  list_id: { type: varchar }
  address_hash_token: { type: varchar, about: The member concerned, checks: [not_null] }
  email_token: { type: varchar }
  unsubscribed_at: { type: timestamp, checks: [not_null] }
  _nulled: { type: varchar, about: "Columns whose value could not be read, by name" }
  _slice_id: { type: varchar }
  _extracted_at: { type: timestamp }
  _file: { type: varchar }
  _row: { type: bigint }
---*/
with

received as (
    select * from {{ source('mailchimp', 'unsubscribes') }}
),

named as (
    select received.*, _connection || ':' || coalesce({{ as_text('record', 'campaign_id') }}, '') || ':' || coalesce({{ as_text('record', 'email_id') }}, '') || ':' || coalesce({{ as_text('record', 'timestamp') }}, '') as event_name
    from received
),

final as (
    select
        {{ hash_key('event_name') }} as unsubscribe_key,
        _connection as connection,
        'mailchimp:' || _connection || ':' || {{ as_text('record', 'campaign_id') }} as campaign_key,
        {{ as_text('record', 'campaign_id') }} as campaign_id,
        {{ null_if_blank('record', 'list_id') }} as list_id,
        {{ as_text('record', 'email_id') }} as address_hash_token,
        {{ null_if_blank('record', 'email_address') }} as email_token,
        {{ utc(null_if_blank('record', 'timestamp')) }} as unsubscribed_at,
        {{ nulled }} as _nulled,
        _slice_id,
        _extracted_at,
        _file,
        _row
    from named
)

select * from final
