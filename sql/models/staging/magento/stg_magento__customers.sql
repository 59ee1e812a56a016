/*---
model: stg_magento__customers
grain: one row per account, its newest version
key: [record_key]
materialize: incremental
version: [updated_at, _extracted_at, _file, _row]
immutable_columns: [created_at]
owner: customers
record:
  id:
  email:
  firstname:
  lastname:
  created_at:
  updated_at:
  website_id:
  addresses: [{ telephone, street, postcode, city, country_id, zip_area, region: { region_code }, default_billing }]
  extension_attributes: { is_subscribed }
columns:
  record_key: { type: varchar, about: "source:connection:id", checks: [unique, not_null] }
  record_id: { type: varchar, checks: [not_null] }
  connection: { type: varchar, checks: [not_null] }
  website_id: { type: varchar, about: An account may exist in only one website of the shop }
  created_at: { type: timestamp }
  updated_at: { type: timestamp }
  email_token: { type: varchar }
  first_name_token: { type: varchar }
  last_name_token: { type: varchar }
  email_consent: { type: varchar, about: "The shop's newsletter; it does not distinguish refusal from silence", checks: [{ accepted: [subscribed, never] }] }
  addresses: { type: nested }
  _nulled: { type: varchar, about: "Columns whose value could not be read, by name" }
  _slice_id: { type: varchar }
  _extracted_at: { type: timestamp }
  _file: { type: varchar }
  _row: { type: bigint }
---*/
with

received as (
    select * from {{ source('magento', 'customers') }}
),

final as (
    select
        'magento:' || _connection || ':' || {{ as_text('record', 'id') }} as record_key,
        {{ as_text('record', 'id') }} as record_id,
        _connection as connection,
        {{ as_text('record', 'website_id') }} as website_id,
        nullif({{ as_text('record', 'created_at') }}, '')::timestamp as created_at,
        nullif({{ as_text('record', 'updated_at') }}, '')::timestamp as updated_at,
        nullif({{ as_text('record', 'email') }}, '') as email_token,
        nullif({{ as_text('record', 'firstname') }}, '') as first_name_token,
        {{ null_if_blank('record', 'lastname') }} as last_name_token,
        case
            when {{ as_text('record', 'extension_attributes.is_subscribed') }}::boolean then 'subscribed'
            when not coalesce({{ as_text('record', 'extension_attributes.is_subscribed') }}::boolean, nullif({{ as_text('record', 'extension_attributes.is_subscribed') }}, '') is not null) then 'never'
        end as email_consent,
        {{ nested('record', 'addresses') }} as addresses,
        {{ nulled }} as _nulled,
        _slice_id,
        _extracted_at,
        _file,
        _row
    from received
)

select * from final
