/*---
model: int_customer_components_loose
about: Components of int_customer_components, joined further by edges of medium confidence, in the same way.
grain: one row per component of int_customer_components
key: [component]
materialize: table
owner: customers
decisions: [docs/decisions/0012-identity.md]
columns:
  component: { type: bigint, about: In int_customer_components, checks: [not_null] }
  loose_component: { type: bigint, about: Rank of the earliest record of all that are joined, checks: [not_null] }
---*/
with

components as (
    select distinct component from {{ ref('int_customer_components') }}
),

medium as (
    select records.component, edges.identifier
    from {{ ref('int_identity_edges') }} as edges
    join {{ ref('int_customer_components') }} as records on records.record_key = edges.record_key
    where edges.confidence = 'medium'
),

-- Nearly all medium edges tie records of one component, which need no spreading.
across as (
    select identifier from medium group by identifier having min(component) <> max(component)
),

links as (
    select distinct medium.component as rank, medium.identifier
    from medium
    join across on across.identifier = medium.identifier
),

labels_0 as (
    select distinct rank, rank as label from links
),

labels_1 as (
    {{ propagate_labels('links', 'labels_0') }}
),

labels_2 as (
    {{ propagate_labels('links', 'labels_1') }}
),

labels_3 as (
    {{ propagate_labels('links', 'labels_2') }}
),

labels_4 as (
    {{ propagate_labels('links', 'labels_3') }}
),

labels_5 as (
    {{ propagate_labels('links', 'labels_4') }}
),

labels_6 as (
    {{ propagate_labels('links', 'labels_5') }}
),

final as (
    select
        components.component,
        coalesce(labels_6.label, components.component) as loose_component
    from components
    left join labels_6 on labels_6.rank = components.component
)

select * from final
