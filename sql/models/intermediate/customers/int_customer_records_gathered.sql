/*---
model: int_customer_records_gathered
about: A contact that only orders know is a record too; it gives way to a record of the shop or the mailer that shows it.
grain: one row per customer record of any source, made before as_of
key: [record_key]
materialize: table
owner: customers
columns:
  record_key: { type: varchar, about: "source:connection:id", checks: [not_null] }
  source: { type: varchar }
  connection: { type: varchar }
  record_id: { type: varchar }
  created_at: { type: timestamp }
  updated_at: { type: timestamp }
  shop_record_id: { type: varchar, about: "The shop's id of this person, as this record states it" }
  email_token: { type: varchar }
  phone_token: { type: varchar }
  first_name_token: { type: varchar }
  country_code: { type: varchar }
  region_code: { type: varchar }
  city: { type: varchar }
  postcode_area: { type: varchar }
  email_consent: { type: varchar }
  sms_consent: { type: varchar }
---*/
with

shop_customers as (
    select
        record_key, 'shopify' as source, connection, record_id,
        coalesce(created_at, updated_at, _extracted_at) as created_at, updated_at, record_id as shop_record_id,
        email_token, coalesce(phone_token, address_phone_token) as phone_token, first_name_token,
        country_code, region_code, city, postcode_area, email_consent, sms_consent
    from {{ ref('stg_shopify__customers') }}
),

mail_profiles as (
    select
        record_key, 'klaviyo' as source, connection, record_id,
        coalesce(created_at, updated_at, _extracted_at) as created_at, updated_at, external_id as shop_record_id,
        email_token, phone_token, first_name_token,
        country_code, region_code, city, postcode_area, email_consent, sms_consent
    from {{ ref('stg_klaviyo__profiles') }}
),

recorded as (
    select * from shop_customers where created_at < {{ as_of }}
    union all
    select * from mail_profiles where created_at < {{ as_of }}
),

contacts as (
    select
        source,
        connection,
        coalesce(email_token, phone_token) as token,
        max(email_token) as email_token,
        max(phone_token) as phone_token,
        min(ordered_at) as created_at,
        max(ordered_at) as updated_at
    from {{ union_of('orders') }} as orders
    where ordered_at < {{ as_of }}
        and coalesce(email_token, phone_token) is not null
        and not exists (select 1 from recorded where recorded.record_key = orders.customer_record_key)
        and not exists (select 1 from recorded where recorded.email_token = orders.email_token)
        and not exists (select 1 from recorded where recorded.phone_token = orders.phone_token)
    group by source, connection, coalesce(email_token, phone_token)
),

order_contacts as (
    select
        source || ':' || connection || ':contact-' || {{ hash_key('token') }} as record_key, source, connection,
        'contact-' || {{ hash_key('token') }} as record_id, created_at, updated_at, null::varchar as shop_record_id,
        email_token, phone_token, null::varchar as first_name_token,
        null::varchar as country_code, null::varchar as region_code, null::varchar as city, null::varchar as postcode_area,
        'never' as email_consent, 'never' as sms_consent
    from contacts
),

final as (
    select * from recorded
    union all
    select * from order_contacts
)

select * from final
