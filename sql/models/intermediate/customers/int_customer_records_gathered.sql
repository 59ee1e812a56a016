/*---
model: int_customer_records_gathered
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
        record_key, 'shopify' as source, connection, record_id, created_at, updated_at, record_id as shop_record_id,
        email_token, coalesce(phone_token, address_phone_token) as phone_token, first_name_token,
        country_code, region_code, city, postcode_area, email_consent, sms_consent
    from {{ ref('stg_shopify__customers') }}
),

mail_profiles as (
    select
        record_key, 'klaviyo' as source, connection, record_id, created_at, updated_at, external_id as shop_record_id,
        email_token, phone_token, first_name_token,
        country_code, region_code, city, postcode_area, email_consent, sms_consent
    from {{ ref('stg_klaviyo__profiles') }}
),

final as (
    select * from shop_customers where created_at < {{ as_of }}
    union all
    select * from mail_profiles where created_at < {{ as_of }}
)

select * from final
