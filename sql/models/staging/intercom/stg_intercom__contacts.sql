/*---
model: stg_intercom__contacts
grain: one row per contact, its newest version
key: [record_key]
materialize: incremental
version: [updated_at, _extracted_at, _file, _row]
immutable_columns: [created_at]
owner: customers
record:
  id:
  external_id:
  role:
  email:
  phone:
  name:
  created_at:
  updated_at:
  last_seen_at:
  last_replied_at:
  unsubscribed_from_emails:
  has_hard_bounced:
  location: { country, region, city }
  companies: { data: [{ id }] }
  merge_history: [{ source_contact_id, merged_at }]
columns:
  record_key: { type: varchar, about: "source:connection:id", checks: [unique, not_null] }
  record_id: { type: varchar, checks: [not_null] }
  connection: { type: varchar, checks: [not_null] }
  created_at: { type: timestamp }
  updated_at: { type: timestamp }
  last_seen_at: { type: timestamp }
  last_replied_at: { type: timestamp }
  external_id: { type: varchar, about: "The shop's customer id, if the shop sent it; the token of an address where a shop sends that" }
  role: { type: varchar, about: user or lead }
  email_token: { type: varchar }
  phone_token: { type: varchar }
  name_token: { type: varchar }
  country: { type: varchar, about: Located by the vendor from the IP address; a name or a code }
  region: { type: varchar }
  city: { type: varchar }
  email_consent: { type: varchar, about: "Not having unsubscribed is no consent, so a chat contact is never subscribed", checks: [{ accepted: [unsubscribed, never] }] }
  has_hard_bounced: { type: boolean }
  companies: { type: nested }
  merge_history: { type: nested }
  _nulled: { type: varchar, about: "Columns whose value could not be read, by name" }
  _slice_id: { type: varchar }
  _extracted_at: { type: timestamp }
  _file: { type: varchar }
  _row: { type: bigint }
---*/
with

received as (
    select * from {{ source('intercom', 'contacts') }}
),

final as (
    select
        'intercom:' || _connection || ':' || {{ as_text('record', 'id') }} as record_key,
        {{ as_text('record', 'id') }} as record_id,
        _connection as connection,
        {{ from_seconds(null_if_blank('record', 'created_at')) }} as created_at,
        {{ from_seconds(null_if_blank('record', 'updated_at')) }} as updated_at,
        {{ from_seconds(null_if_blank('record', 'last_seen_at')) }} as last_seen_at,
        {{ from_seconds(null_if_blank('record', 'last_replied_at')) }} as last_replied_at,
        case
            when {{ as_text('record', 'external_id') }} like 'gid://%' then {{ shopify_id('record', 'external_id') }}
            else {{ null_if_blank('record', 'external_id') }}
        end as external_id,
        {{ null_if_blank('record', 'role') }} as role,
        {{ null_if_blank('record', 'email') }} as email_token,
        {{ null_if_blank('record', 'phone') }} as phone_token,
        {{ null_if_blank('record', 'name') }} as name_token,
        {{ null_if_blank('record', 'location.country') }} as country,
        {{ null_if_blank('record', 'location.region') }} as region,
        {{ null_if_blank('record', 'location.city') }} as city,
        case
            when {{ null_if_blank('record', 'unsubscribed_from_emails') }}::boolean then 'unsubscribed'
            when not coalesce({{ null_if_blank('record', 'unsubscribed_from_emails') }}::boolean, {{ null_if_blank('record', 'unsubscribed_from_emails') }} is not null) then 'never'
        end as email_consent,
        {{ null_if_blank('record', 'has_hard_bounced') }}::boolean as has_hard_bounced,
        {{ nested('record', 'companies.data') }} as companies,
        {{ nested('record', 'merge_history') }} as merge_history,
        {{ nulled }} as _nulled,
        _slice_id,
        _extracted_at,
        _file,
        _row
    from received
)

select * from final
