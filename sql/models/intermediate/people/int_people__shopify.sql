/*---
model: int_people__shopify
conforms: people
materialize: view
---*/
with

customers as (
    select * from {{ ref('stg_shopify__customers') }}
),

final as (
    select
        record_key,
        'shopify' as source,
        connection,
        'shopify:' || connection as shop_key,
        record_id,
        true as is_shop,
        coalesce(created_at, updated_at, _extracted_at) as created_at,
        updated_at,
        email_token,
        coalesce(phone_token, address_phone_token) as phone_token,
        first_name_token,
        last_name_token,
        null::varchar as name_token,
        street_token,
        postcode_token,
        country_code,
        region_code,
        city,
        postcode_area,
        email_consent,
        sms_consent
    from customers
)

select * from final
