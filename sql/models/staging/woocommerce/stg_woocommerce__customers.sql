/*---
model: stg_woocommerce__customers
grain: one row per account, its newest reading
key: [record_key]
materialize: incremental
version: [_extracted_at, _file, _row]
immutable_columns: [created_at]
owner: customers
record:
  id:
  role:
  email:
  first_name:
  last_name:
  date_created_gmt:
  date_modified_gmt:
  billing: { first_name, last_name, phone, address_1, city, state, country, postcode, zip_area }
columns:
  record_key: { type: varchar, about: "source:connection:id", checks: [unique, not_null] }
  record_id: { type: varchar, checks: [not_null] }
  connection: { type: varchar, checks: [not_null] }
  role: { type: varchar }
  created_at: { type: timestamp }
  updated_at: { type: timestamp }
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
  _nulled: { type: varchar, about: "Columns whose value could not be read, by name" }
  _slice_id: { type: varchar }
  _extracted_at: { type: timestamp }
  _file: { type: varchar }
  _row: { type: bigint }
---*/
with

received as (
    select * from {{ source('woocommerce', 'customers') }}
),

final as (
    select
        'woocommerce:' || _connection || ':' || {{ as_text('record', 'id') }} as record_key,
        {{ as_text('record', 'id') }} as record_id,
        _connection as connection,
        {{ as_text('record', 'role') }} as role,
        nullif({{ as_text('record', 'date_created_gmt') }}, '')::timestamp as created_at,
        nullif({{ as_text('record', 'date_modified_gmt') }}, '')::timestamp as updated_at,
        nullif({{ as_text('record', 'email') }}, '') as email_token,
        nullif({{ as_text('record', 'billing.phone') }}, '') as phone_token,
        coalesce(nullif({{ as_text('record', 'first_name') }}, ''), nullif({{ as_text('record', 'billing.first_name') }}, '')) as first_name_token,
        coalesce({{ null_if_blank('record', 'last_name') }}, {{ null_if_blank('record', 'billing.last_name') }}) as last_name_token,
        {{ null_if_blank('record', 'billing.address_1') }} as street_token,
        {{ null_if_blank('record', 'billing.postcode') }} as postcode_token,
        nullif({{ as_text('record', 'billing.country') }}, '') as country_code,
        nullif({{ as_text('record', 'billing.state') }}, '') as region_code,
        nullif({{ as_text('record', 'billing.city') }}, '') as city,
        {{ as_text('record', 'billing.zip_area') }} as postcode_area,
        {{ nulled }} as _nulled,
        _slice_id,
        _extracted_at,
        _file,
        _row
    from received
)

select * from final
