/*---
model: stg_klaviyo__profiles
grain: one row per profile, its newest version
key: [record_key]
materialize: incremental
version: [updated_at, _extracted_at, _file, _row]
immutable_columns: [created_at]
owner: customers
record:
  id:
  attributes:
    email:
    phone_number:
    external_id:
    first_name:
    last_name:
    created:
    updated:
    location: { address1, city, region, country, zip, zip_area }
    subscriptions:
      email: { marketing: { consent, can_receive_email_marketing } }
      sms: { marketing: { consent, can_receive_sms_marketing } }
columns:
  record_key: { type: varchar, about: "source:connection:id", checks: [unique, not_null] }
  record_id: { type: varchar, checks: [not_null] }
  connection: { type: varchar, checks: [not_null] }
  created_at: { type: timestamp, checks: [not_null] }
  updated_at: { type: timestamp, checks: [not_null] }
  external_id: { type: varchar, about: "The shop's customer id, if the shop sent it to the mailer" }
  email_token: { type: varchar }
  phone_token: { type: varchar }
  first_name_token: { type: varchar }
  last_name_token: { type: varchar }
  street_token: { type: varchar }
  postcode_token: { type: varchar }
  country_code: { type: varchar }
  region_code: { type: varchar }
  city: { type: varchar }
  postcode_area: { type: varchar }
  email_consent: { type: varchar, about: A suppressed address counts as unsubscribed, checks: [{ accepted: [subscribed, unsubscribed, never] }] }
  sms_consent: { type: varchar, checks: [{ accepted: [subscribed, unsubscribed, never] }] }
  _nulled: { type: varchar, about: "Columns whose value could not be read, by name" }
  _slice_id: { type: varchar }
  _extracted_at: { type: timestamp }
  _file: { type: varchar }
  _row: { type: bigint }
---*/
with

received as (
    select * from {{ source('klaviyo', 'profiles') }}
),

final as (
    select
        'klaviyo:' || _connection || ':' || {{ as_text('record', 'id') }} as record_key,
        {{ as_text('record', 'id') }} as record_id,
        _connection as connection,
        {{ utc(as_text('record', 'attributes.created')) }} as created_at,
        {{ utc(as_text('record', 'attributes.updated')) }} as updated_at,
        case
            when {{ as_text('record', 'attributes.external_id') }} like 'gid://%' then {{ shopify_id('record', 'attributes.external_id') }}
            else {{ as_text('record', 'attributes.external_id') }}
        end as external_id,
        {{ as_text('record', 'attributes.email') }} as email_token,
        {{ as_text('record', 'attributes.phone_number') }} as phone_token,
        {{ as_text('record', 'attributes.first_name') }} as first_name_token,
        {{ null_if_blank('record', 'attributes.last_name') }} as last_name_token,
        {{ null_if_blank('record', 'attributes.location.address1') }} as street_token,
        {{ null_if_blank('record', 'attributes.location.zip') }} as postcode_token,
        {{ as_text('record', 'attributes.location.country') }} as country_code,
        {{ as_text('record', 'attributes.location.region') }} as region_code,
        {{ as_text('record', 'attributes.location.city') }} as city,
        {{ as_text('record', 'attributes.location.zip_area') }} as postcode_area,
        case
            when {{ as_text('record', 'attributes.subscriptions.email.marketing.can_receive_email_marketing') }} = 'false'
                and {{ as_text('record', 'attributes.subscriptions.email.marketing.consent') }} = 'SUBSCRIBED' then 'unsubscribed'
            when {{ as_text('record', 'attributes.subscriptions.email.marketing.consent') }} = 'SUBSCRIBED' then 'subscribed'
            when {{ as_text('record', 'attributes.subscriptions.email.marketing.consent') }} = 'UNSUBSCRIBED' then 'unsubscribed'
            else 'never'
        end as email_consent,
        case
            when {{ as_text('record', 'attributes.subscriptions.sms.marketing.can_receive_sms_marketing') }} = 'false'
                and {{ as_text('record', 'attributes.subscriptions.sms.marketing.consent') }} = 'SUBSCRIBED' then 'unsubscribed'
            when {{ as_text('record', 'attributes.subscriptions.sms.marketing.consent') }} = 'SUBSCRIBED' then 'subscribed'
            when {{ as_text('record', 'attributes.subscriptions.sms.marketing.consent') }} = 'UNSUBSCRIBED' then 'unsubscribed'
            else 'never'
        end as sms_consent,
        {{ nulled }} as _nulled,
        _slice_id,
        _extracted_at,
        _file,
        _row
    from received
)

select * from final
