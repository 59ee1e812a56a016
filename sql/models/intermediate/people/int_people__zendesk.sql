/*---
model: int_people__zendesk
conforms: people
about: >-
  Users who write to the help desk: agents, spammers (whom it suspends) and those whom it deleted are none. It knows no address and no
  consent.
materialize: view
---*/
with

users as (
    select *
    from {{ ref('stg_zendesk__users') }}
    where coalesce(role, 'end-user') = 'end-user' and not coalesce(is_suspended, false) and _deleted_at is null
),

final as (
    select
        record_key,
        'zendesk' as source,
        connection,
        null::varchar as shop_key,
        record_id,
        false as is_shop,
        coalesce(created_at, updated_at, _extracted_at) as created_at,
        updated_at,
        email_token,
        phone_token,
        null::varchar as first_name_token,
        null::varchar as last_name_token,
        name_token,
        null::varchar as street_token,
        null::varchar as postcode_token,
        null::varchar as country_code,
        null::varchar as region_code,
        null::varchar as city,
        null::varchar as postcode_area,
        'never' as email_consent,
        'never' as sms_consent
    from users
)

select * from final
