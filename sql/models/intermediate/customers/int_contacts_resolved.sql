/*---
model: int_contacts_resolved
grain: one row per e-mail or phone token that only one customer is known under
key: [token]
materialize: table
owner: customers
decisions: [docs/decisions/0012-identity.md]
columns:
  token: { type: varchar, checks: [unique, not_null] }
  customer_key: { type: varchar, checks: [not_null] }
---*/
with

records as (
    select
        gathered.email_token,
        gathered.phone_token,
        resolved.customer_key
    from {{ ref('int_customer_records_gathered') }} as gathered
    join {{ ref('int_customers_resolved') }} as resolved on resolved.record_key = gathered.record_key
),

contacts as (
    select email_token as token, customer_key from records where email_token is not null
    union all
    select phone_token as token, customer_key from records where phone_token is not null
),

final as (
    select token, min(customer_key) as customer_key
    from contacts
    group by token
    having min(customer_key) = max(customer_key)
)

select * from final
