/*---
model: stg_magento__customer_addresses
grain: one row per account and address in its book
key: [record_key, address_number]
materialize: incremental
replace_partition: record_key
owner: customers
columns:
  record_key: { type: varchar, checks: [not_null] }
  address_number: { type: bigint, about: The default billing address comes first, checks: [not_null] }
  is_default: { type: boolean }
  phone_token: { type: varchar }
  street_token: { type: varchar, about: The first of its lines }
  postcode_token: { type: varchar }
  country_code: { type: varchar }
  region_code: { type: varchar }
  city: { type: varchar }
  postcode_area: { type: varchar }
  _nulled: { type: varchar, about: "Columns whose value could not be read, by name" }
---*/
with

customers as (
    select * from {{ changed('stg_magento__customers') }}
),

addresses as (
    select
        customers.record_key,
        coalesce({{ as_text('address.value', 'default_billing') }}::boolean, false) as is_default,
        nullif({{ as_text('address.value', 'telephone') }}, '') as phone_token,
        -- A list of lines, or in old shops one text.
        case
            when left({{ as_text('address.value', 'street') }}, 1) = '[' then nullif(split_part({{ as_text('address.value', 'street') }}, '"', 2), '')
            else {{ null_if_blank('address.value', 'street') }}
        end as street_token,
        {{ null_if_blank('address.value', 'postcode') }} as postcode_token,
        {{ as_text('address.value', 'country_id') }} as country_code,
        nullif({{ as_text('address.value', 'region.region_code') }}, '') as region_code,
        nullif({{ as_text('address.value', 'city') }}, '') as city,
        {{ as_text('address.value', 'zip_area') }} as postcode_area,
        {{ nulled }} as _nulled
    from {{ explode('customers', 'addresses', 'address') }}
),

final as (
    select
        record_key,
        row_number() over (
            partition by record_key
            order by is_default desc, country_code, region_code, city, postcode_area, phone_token, postcode_token, street_token
        )::bigint as address_number,
        is_default,
        phone_token,
        street_token,
        postcode_token,
        country_code,
        region_code,
        city,
        postcode_area,
        _nulled
    from addresses
)

select * from final
