/*---
model: int_people__magento
conforms: people
about: Accounts of the shop with the first address of their book; guests are known by their orders alone.
materialize: view
---*/
with

customers as (
    select * from {{ ref('stg_magento__customers') }}
),

addresses as (
    select * from {{ ref('stg_magento__customer_addresses') }} where address_number = 1
),

stores as (
    select connection, min(store_key) as shop_key from {{ ref('stg_magento__store_configs') }} group by connection
),

final as (
    select
        customers.record_key,
        'magento' as source,
        customers.connection,
        stores.shop_key,
        customers.record_id,
        true as is_shop,
        coalesce(customers.created_at, customers.updated_at, customers._extracted_at) as created_at,
        customers.updated_at,
        customers.email_token,
        addresses.phone_token,
        customers.first_name_token,
        customers.last_name_token,
        null::varchar as name_token,
        addresses.street_token,
        addresses.postcode_token,
        addresses.country_code,
        addresses.region_code,
        addresses.city,
        addresses.postcode_area,
        customers.email_consent,
        'never' as sms_consent
    from customers
    left join addresses on addresses.record_key = customers.record_key
    left join stores on stores.connection = customers.connection
)

select * from final
