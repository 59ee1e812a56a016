/*---
model: int_customer_labels_spread
about: >-
  Transitive closure by the smallest number, at a cost linear in links: six rounds of labels_spread_once reach through chains of
  hundreds of records. The check identity_is_closed fails when one is longer.
grain: one row per record
key: [record_key]
materialize: table
owner: customers
decisions: [docs/decisions/0012-identity.md]
columns:
  record_key: { type: varchar, checks: [not_null] }
  rank: { type: bigint, about: "Place among all records by creation, source, connection, id" }
  label: { type: bigint, about: Rank of the earliest record of the same customer }
---*/
with

ranked as (
    select
        record_key,
        row_number() over (order by created_at, source, connection, record_id) as rank
    from {{ ref('int_customer_records_gathered') }}
),

links as (
    select ranked.rank, linked.identifier
    from {{ ref('int_customer_identifiers_linked') }} as linked
    join ranked on ranked.record_key = linked.record_key
),

labels_0 as (
    select distinct rank, rank as label from links
),

labels_1 as (
    {{ labels_spread_once('links', 'labels_0') }}
),

labels_2 as (
    {{ labels_spread_once('links', 'labels_1') }}
),

labels_3 as (
    {{ labels_spread_once('links', 'labels_2') }}
),

labels_4 as (
    {{ labels_spread_once('links', 'labels_3') }}
),

labels_5 as (
    {{ labels_spread_once('links', 'labels_4') }}
),

labels_6 as (
    {{ labels_spread_once('links', 'labels_5') }}
),

final as (
    select
        ranked.record_key,
        ranked.rank,
        coalesce(labels_6.label, ranked.rank) as label
    from ranked
    left join labels_6 on labels_6.rank = ranked.rank
)

select * from final
