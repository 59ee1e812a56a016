/*---
model: stg_shopify__customers
grain: one row per customer record, its newest version
key: [record_key]
materialize: incremental
version: [updated_at, _extracted_at, _file, _row]
immutable_columns: [created_at]
owner: customers
record:
  id:
  createdAt:
  updatedAt:
  firstName:
  lastName:
  state:
  defaultEmailAddress: { emailAddress, marketingState }
  defaultPhoneNumber: { phoneNumber, marketingState }
  defaultAddress: { firstName, lastName, address1, city, provinceCode, countryCodeV2, zip, zip_area, phone }
columns:
  record_key: { type: varchar, about: "source:connection:id", checks: [unique, not_null] }
  record_id: { type: varchar, checks: [not_null] }
  connection: { type: varchar, checks: [not_null] }
  created_at: { type: timestamp, checks: [not_null] }
  updated_at: { type: timestamp, checks: [not_null] }
  state: { type: varchar }
  email_token: { type: varchar }
  phone_token: { type: varchar }
  address_phone_token: { type: varchar }
  first_name_token: { type: varchar }
  last_name_token: { type: varchar }
  street_token: { type: varchar }
  postcode_token: { type: varchar }
  country_code: { type: varchar }
  region_code: { type: varchar }
  city: { type: varchar }
  postcode_area: { type: varchar }
  email_consent: { type: varchar, checks: [{ accepted: [subscribed, unsubscribed, never] }] }
  sms_consent: { type: varchar, checks: [{ accepted: [subscribed, unsubscribed, never] }] }
  _nulled: { type: varchar, about: "Columns whose value could not be read, by name" }
  _slice_id: { type: varchar }
  _extracted_at: { type: timestamp }
  _file: { type: varchar }
  _row: { type: bigint }
---*/
with

received as (
    select * from {{ source('shopify', 'customers') }}
),

final as (
    select
        'shopify:' || _connection || ':' || {{ shopify_id('record', 'id') }} as record_key,
        {{ shopify_id('record', 'id') }} as record_id,
        _connection as connection,
        {{ utc(as_text('record', 'createdAt')) }} as created_at,
        {{ utc(as_text('record', 'updatedAt')) }} as updated_at,
        {{ as_text('record', 'state') }} as state,
        {{ as_text('record', 'defaultEmailAddress.emailAddress') }} as email_token,
        {{ as_text('record', 'defaultPhoneNumber.phoneNumber') }} as phone_token,
        {{ as_text('record', 'defaultAddress.phone') }} as address_phone_token,
        coalesce({{ as_text('record', 'firstName') }}, {{ as_text('record', 'defaultAddress.firstName') }}) as first_name_token,
        coalesce({{ as_text('record', 'lastName') }}, {{ as_text('record', 'defaultAddress.lastName') }}) as last_name_token,
        {{ null_if_blank('record', 'defaultAddress.address1') }} as street_token,
        {{ null_if_blank('record', 'defaultAddress.zip') }} as postcode_token,
        {{ as_text('record', 'defaultAddress.countryCodeV2') }} as country_code,
        {{ as_text('record', 'defaultAddress.provinceCode') }} as region_code,
        {{ as_text('record', 'defaultAddress.city') }} as city,
        {{ as_text('record', 'defaultAddress.zip_area') }} as postcode_area,
        case {{ as_text('record', 'defaultEmailAddress.marketingState') }}
            when 'SUBSCRIBED' then 'subscribed'
            when 'UNSUBSCRIBED' then 'unsubscribed'
            else 'never'
        end as email_consent,
        case {{ as_text('record', 'defaultPhoneNumber.marketingState') }}
            when 'SUBSCRIBED' then 'subscribed'
            when 'UNSUBSCRIBED' then 'unsubscribed'
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
