/*---
model: fct_identity_edges
about: "Why records are one customer, edge by edge; `npm run -s why` finds the chain between two of them"
grain: one row per record and identifier that links it to another record
key: [record_key, identifier]
materialize: table
owner: customers
decisions: [docs/decisions/0012-identity.md]
columns:
  record_key: { type: varchar, checks: [not_null, { in: dim_customer_records.record_key }] }
  identifier: { type: varchar, about: "kind:value, and the name where only records of one name are tied; values are tokens", checks: [not_null] }
  rule: { type: varchar, checks: [not_null] }
  confidence: { type: varchar, about: "certain, high or medium; medium counts on the loose level only", checks: [not_null] }
  stated_by: { type: varchar, about: The record or row of a file that says so, checks: [not_null] }
  seen_at: { type: timestamp, about: The last change of what says so, checks: [not_null] }
  customer_key: { type: varchar, checks: [not_null] }
  loose_customer_key: { type: varchar, checks: [not_null] }
---*/
with

final as (
    select
        edges.record_key,
        edges.identifier,
        edges.rule,
        edges.confidence,
        edges.stated_by,
        edges.seen_at,
        resolved.customer_key,
        resolved.loose_customer_key
    from {{ ref('int_identity_edges') }} as edges
    join {{ ref('int_customers_resolved') }} as resolved on resolved.record_key = edges.record_key
)

select * from final
