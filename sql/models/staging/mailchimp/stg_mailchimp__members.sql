/*---
model: stg_mailchimp__members
grain: one row per member of an audience, its newest version
key: [record_key]
materialize: incremental
version: [updated_at, _extracted_at, _file, _row]
owner: customers
record:
  id:
  web_id:
  list_id:
  email_address:
  full_name:
  status:
  timestamp_signup:
  timestamp_opt:
  last_changed:
  member_rating:
  merge_fields: { FNAME, LNAME, PHONE }
  location: { country_code, region }
  stats: { avg_open_rate, avg_click_rate }
columns:
  record_key: { type: varchar, about: "source:connection:list:id", checks: [unique, not_null] }
  record_id: { type: varchar, about: "The vendor's number of the member; in old answers without it, the token of the address hash" }
  connection: { type: varchar, checks: [not_null] }
  list_id: { type: varchar }
  created_at: { type: timestamp }
  updated_at: { type: timestamp }
  address_hash_token: { type: varchar, about: The member's id in activities }
  email_token: { type: varchar }
  phone_token: { type: varchar }
  first_name_token: { type: varchar }
  last_name_token: { type: varchar }
  name_token: { type: varchar }
  country_code: { type: varchar }
  region_code: { type: varchar }
  status: { type: varchar, about: "subscribed, unsubscribed, cleaned, pending, transactional or archived" }
  email_consent: { type: varchar, about: An archived or cleaned address counts as unsubscribed, checks: [{ accepted: [subscribed, unsubscribed, never] }] }
  rating: { type: bigint, about: The vendor's stars }
  open_rate: { type: "decimal(18,8)" }
  click_rate: { type: "decimal(18,8)" }
  _nulled: { type: varchar, about: "Columns whose value could not be read, by name" }
  _slice_id: { type: varchar }
  _extracted_at: { type: timestamp }
  _file: { type: varchar }
  _row: { type: bigint }
---*/
with

received as (
    select * from {{ source('mailchimp', 'members') }}
),

final as (
    select
        'mailchimp:' || _connection || ':' || {{ as_text('record', 'list_id') }} || ':' || coalesce({{ as_text('record', 'web_id') }}, {{ as_text('record', 'id') }}) as record_key,
        coalesce({{ as_text('record', 'web_id') }}, {{ as_text('record', 'id') }}) as record_id,
        _connection as connection,
        {{ as_text('record', 'list_id') }} as list_id,
        coalesce({{ utc(null_if_blank('record', 'timestamp_signup')) }}, {{ utc(null_if_blank('record', 'timestamp_opt')) }}, {{ utc(null_if_blank('record', 'last_changed')) }}) as created_at,
        {{ utc(null_if_blank('record', 'last_changed')) }} as updated_at,
        {{ as_text('record', 'id') }} as address_hash_token,
        {{ null_if_blank('record', 'email_address') }} as email_token,
        {{ null_if_blank('record', 'merge_fields.PHONE') }} as phone_token,
        {{ null_if_blank('record', 'merge_fields.FNAME') }} as first_name_token,
        {{ null_if_blank('record', 'merge_fields.LNAME') }} as last_name_token,
        {{ null_if_blank('record', 'full_name') }} as name_token,
        {{ null_if_blank('record', 'location.country_code') }} as country_code,
        {{ null_if_blank('record', 'location.region') }} as region_code,
        {{ as_text('record', 'status') }} as status,
        case
            when {{ as_text('record', 'status') }} = 'subscribed' then 'subscribed'
            when {{ as_text('record', 'status') }} in ('unsubscribed', 'cleaned', 'archived') then 'unsubscribed'
            else 'never'
        end as email_consent,
        {{ null_if_blank('record', 'member_rating') }}::bigint as rating,
        {{ null_if_blank('record', 'stats.avg_open_rate') }}::decimal(18,8) as open_rate,
        {{ null_if_blank('record', 'stats.avg_click_rate') }}::decimal(18,8) as click_rate,
        {{ nulled }} as _nulled,
        _slice_id,
        _extracted_at,
        _file,
        _row
    from received
)

select * from final
