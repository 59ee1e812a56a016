/*---
model: int_people__woocommerce
conforms: people
about: Accounts of the shop. It keeps no consent; guests are known by their orders alone.
materialize: view
---*/
with

customers as (
    select * from {{ ref('stg_woocommerce__customers') }}
),

final as (
    select
        record_key,
        'woocommerce' as source,
        connection,
        'woocommerce:' || connection as shop_key,
        record_id,
        true as is_shop,
        coalesce(created_at, updated_at, _extracted_at) as created_at,
        updated_at,
        email_token,
        phone_token,
        first_name_token,
        last_name_token,
        null::varchar as name_token,
        street_token,
        postcode_token,
        country_code,
        region_code,
        city,
        postcode_area,
        'never' as email_consent,
        'never' as sms_consent
    from customers
)

select * from final
