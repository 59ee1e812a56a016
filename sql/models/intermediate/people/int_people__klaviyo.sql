/*---
model: int_people__klaviyo
conforms: people
materialize: view
---*/
with

profiles as (
    select * from {{ ref('stg_klaviyo__profiles') }}
),

final as (
    select
        record_key,
        'klaviyo' as source,
        connection,
        null::varchar as shop_key,
        record_id,
        false as is_shop,
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
        email_consent,
        sms_consent
    from profiles
)

select * from final
