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

contacts as (
    select identifiers.value as token, resolved.customer_key
    from {{ ref('int_customer_identifiers') }} as identifiers
    join {{ ref('int_customers_resolved') }} as resolved on resolved.record_key = identifiers.record_key
    where identifiers.kind in ('email', 'phone')
),

final as (
    select token, min(customer_key) as customer_key
    from contacts
    group by token
    having min(customer_key) = max(customer_key)
)

select * from final
