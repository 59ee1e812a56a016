/*---
model: dim_customer_records
about: >-
  Each system's records of people with the customer they belong to. Facts carry customer_key, which joins records of certain and high
  confidence only; loose_customer_key also joins what is likely one person.
grain: one row per record
key: [record_key]
materialize: table
owner: customers
decisions: [docs/decisions/0012-identity.md]
columns:
  record_key: { type: varchar, about: "source:connection:id", checks: [unique, not_null] }
  source: { type: varchar, checks: [not_null] }
  connection: { type: varchar, checks: [not_null] }
  record_id: { type: varchar, checks: [not_null] }
  customer_key: { type: varchar, checks: [not_null, { in: dim_customers.customer_key }] }
  loose_customer_key: { type: varchar, checks: [not_null] }
  is_shop: { type: boolean, about: "A shop's own record, or its orders'", checks: [not_null] }
  is_contact: { type: boolean, about: Only orders know it, checks: [not_null] }
  created_at: { type: timestamp, checks: [not_null] }
  updated_at: { type: timestamp }
---*/
with

final as (
    select
        known.record_key,
        known.source,
        known.connection,
        known.record_id,
        resolved.customer_key,
        resolved.loose_customer_key,
        known.is_shop,
        known.is_contact,
        known.created_at,
        known.updated_at
    from {{ ref('int_customer_records') }} as known
    join {{ ref('int_customers_resolved') }} as resolved on resolved.record_key = known.record_key
)

select * from final
