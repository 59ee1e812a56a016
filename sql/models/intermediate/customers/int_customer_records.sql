/*---
model: int_customer_records
about: A contact known only from orders is a record too; a record of the shop or the mailer with the same contact replaces it.
grain: one row per customer record of any source, made before as_of
key: [record_key]
materialize: table
replace_partition: record_key
owner: customers
columns:
  record_key: { type: varchar, about: "source:connection:id", checks: [not_null] }
  source: { type: varchar }
  connection: { type: varchar }
  record_id: { type: varchar }
  is_shop: { type: boolean, about: "A shop's own record, or its orders'" }
  is_contact: { type: boolean, about: Only orders know it }
  created_at: { type: timestamp }
  updated_at: { type: timestamp }
  email_token: { type: varchar }
  phone_token: { type: varchar }
  first_name_token: { type: varchar }
  last_name_token: { type: varchar }
  name_token: { type: varchar }
  street_token: { type: varchar }
  postcode_token: { type: varchar }
  country_code: { type: varchar }
  region_code: { type: varchar }
  city: { type: varchar }
  postcode_area: { type: varchar }
  email_consent: { type: varchar }
  sms_consent: { type: varchar }
---*/
with

recorded as (
    select
        record_key, source, connection, record_id, is_shop, false as is_contact, created_at, updated_at,
        email_token, phone_token, first_name_token, last_name_token, name_token, street_token, postcode_token,
        country_code, region_code, city, postcode_area, email_consent, sms_consent
    from {{ union_of('people') }} as people
    where created_at < {{ as_of }}
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
    from {{ union_of('order_contacts') }} as orders
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
        'contact-' || {{ hash_key('token') }} as record_id, true as is_shop, true as is_contact, created_at, updated_at,
        email_token, phone_token, null::varchar as first_name_token, null::varchar as last_name_token, null::varchar as name_token,
        null::varchar as street_token, null::varchar as postcode_token, null::varchar as country_code, null::varchar as region_code, null::varchar as city, null::varchar as postcode_area,
        'never' as email_consent, 'never' as sms_consent
    from contacts
),

final as (
    select * from recorded
    union all
    select * from order_contacts
)

select * from final
