/*---
model: int_customer_components
about: >-
  Connected components of certain and high confidence, by label propagation: the smallest number wins, at a cost linear in the number of links; six rounds of
  propagate_labels cover chains of hundreds of records. The check identity_is_closed fails when a chain is longer.
grain: one row per record
key: [record_key]
materialize: table
owner: customers
decisions: [docs/decisions/0012-identity.md]
columns:
  record_key: { type: varchar, checks: [not_null] }
  rank: { type: bigint, about: "Number among all records by creation, source, connection, id, key" }
  component: { type: bigint, about: Rank of the earliest record of the same customer }
---*/
with

ranked as (
    select
        record_key,
        row_number() over (order by created_at, source, connection, record_id, record_key) as rank
    from {{ ref('int_customer_records') }}
),

links as (
    select ranked.rank, edges.identifier
    from {{ ref('int_identity_edges') }} as edges
    join ranked on ranked.record_key = edges.record_key
    where edges.confidence <> 'medium'
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
        ranked.record_key,
        ranked.rank,
        coalesce(labels_6.label, ranked.rank) as component
    from ranked
    left join labels_6 on labels_6.rank = ranked.rank
)

select * from final
