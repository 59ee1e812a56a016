/*---
model: int_people__intercom
conforms: people
about: >-
  Contacts of the chat, and the leads that were merged into them, which the vendor no longer shows and whose conversations stay theirs. A
  place is where the vendor saw the IP address, so it is no address of the person.
materialize: view
---*/
with

contacts as (
    select * from {{ ref('stg_intercom__contacts') }}
),

merges as (
    select * from {{ ref('stg_intercom__contact_merges') }}
),

shown as (
    select
        record_key,
        connection,
        record_id,
        coalesce(created_at, updated_at, _extracted_at) as created_at,
        updated_at,
        email_token,
        phone_token,
        name_token,
        email_consent
    from contacts
),

merged as (
    select
        merges.merged_record_key as record_key,
        merges.connection,
        split_part(merges.merged_record_key, ':', 3) as record_id,
        coalesce(merges.merged_at, shown.created_at) as created_at,
        merges.merged_at as updated_at,
        null::varchar as email_token,
        null::varchar as phone_token,
        null::varchar as name_token,
        'never' as email_consent
    from merges
    join shown on shown.record_key = merges.record_key
    where not exists (select 1 from contacts where contacts.record_key = merges.merged_record_key)
),

all_contacts as (
    select * from shown
    union all
    select * from merged
),

final as (
    select
        record_key,
        'intercom' as source,
        connection,
        null::varchar as shop_key,
        record_id,
        false as is_shop,
        created_at,
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
        email_consent,
        'never' as sms_consent
    from all_contacts
)

select * from final
