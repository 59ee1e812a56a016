/*---
model: dim_customers
about: >-
  Each attribute is the newest known value, the shop's own records first, and says which record gave it. Consent: at least one record says
  yes and none says no.
grain: one row per resolved customer
key: [customer_key]
materialize: table
owner: customers
decisions: [docs/decisions/0012-identity.md]
columns:
  customer_key: { type: varchar, about: "Hash of the customer's earliest record", checks: [unique, not_null] }
  email_token: { type: varchar }
  email_record_key: { type: varchar, about: The record that gave the e-mail }
  phone_token: { type: varchar }
  phone_record_key: { type: varchar, about: The record that gave the phone }
  country_code: { type: varchar }
  region_code: { type: varchar }
  city: { type: varchar }
  postcode_area: { type: varchar }
  address_record_key: { type: varchar, about: "The record that gave country, region, city and postcode area" }
  has_email_consent: { type: boolean, checks: [not_null] }
  has_sms_consent: { type: boolean, checks: [not_null] }
  is_shop_customer: { type: boolean, about: "The shop has a record of the person, not only the mailer", checks: [not_null] }
  records_count: { type: bigint, unit: records, checks: [not_null, { min: 1 }, { max: 50, severity: warn }] }
  sources_count: { type: bigint, unit: sources, checks: [not_null, { min: 1 }] }
  created_at: { type: timestamp, checks: [not_null] }
---*/
with

records as (
    select
        resolved.customer_key,
        known.*
    from {{ ref('int_customer_records') }} as known
    join {{ ref('int_customers_resolved') }} as resolved on resolved.record_key = known.record_key
),

ordered as (
    select
        records.*,
        row_number() over (
            partition by customer_key
            order by case when is_shop then 0 else 1 end, updated_at desc nulls last, record_key
        ) as preference
    from records
),

best as (
    select
        customer_key,
        min(case when email_token is not null then preference end) as email_preference,
        min(case when phone_token is not null then preference end) as phone_preference,
        min(case when country_code is not null then preference end) as address_preference,
        count(*) as records_count,
        count(distinct source || ':' || connection) as sources_count,
        count_if(is_shop) > 0 as is_shop_customer,
        count_if(email_consent = 'subscribed') > 0 and count_if(email_consent = 'unsubscribed') = 0 as has_email_consent,
        count_if(sms_consent = 'subscribed') > 0 and count_if(sms_consent = 'unsubscribed') = 0 as has_sms_consent,
        min(created_at) as created_at
    from ordered
    group by customer_key
),

final as (
    select
        best.customer_key,
        emails.email_token,
        emails.record_key as email_record_key,
        phones.phone_token,
        phones.record_key as phone_record_key,
        addresses.country_code,
        addresses.region_code,
        addresses.city,
        addresses.postcode_area,
        addresses.record_key as address_record_key,
        best.has_email_consent,
        best.has_sms_consent,
        best.is_shop_customer,
        best.records_count::bigint as records_count,
        best.sources_count::bigint as sources_count,
        best.created_at
    from best
    left join ordered as emails on emails.customer_key = best.customer_key and emails.preference = best.email_preference
    left join ordered as phones on phones.customer_key = best.customer_key and phones.preference = best.phone_preference
    left join ordered as addresses on addresses.customer_key = best.customer_key and addresses.preference = best.address_preference
)

select * from final
