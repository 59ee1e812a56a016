/*---
model: int_people__mailchimp
conforms: people
about: Members of every audience; one person is a member of each audience they joined.
materialize: view
---*/
with

members as (
    select * from {{ ref('stg_mailchimp__members') }}
),

final as (
    select
        record_key,
        'mailchimp' as source,
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
        name_token,
        null::varchar as street_token,
        null::varchar as postcode_token,
        country_code,
        region_code,
        null::varchar as city,
        null::varchar as postcode_area,
        email_consent,
        'never' as sms_consent
    from members
)

select * from final
