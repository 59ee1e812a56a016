/*---
model: int_customer_labels_spread
about: >-
  Transitive closure by the smallest number: each record takes the smallest number among records it shares an identifier with,
  and then the number that this number's record has. The second half doubles the distance each round, so that six rounds
  reach through chains of hundreds of records at a cost linear in links. The check identity_is_closed fails when it did not.
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

near_1 as (
    select rank, min(rank) over (partition by identifier) as label
    from links
),

step_1 as (
    select rank, min(label) as label from near_1 group by rank
),

round_1 as (
    select step_1.rank, least(step_1.label, further.label) as label
    from step_1
    join step_1 as further on further.rank = step_1.label
),

near_2 as (
    select links.rank, min(round_1.label) over (partition by links.identifier) as label
    from links
    join round_1 on round_1.rank = links.rank
),

step_2 as (
    select rank, min(label) as label from near_2 group by rank
),

round_2 as (
    select step_2.rank, least(step_2.label, further.label) as label
    from step_2
    join step_2 as further on further.rank = step_2.label
),

near_3 as (
    select links.rank, min(round_2.label) over (partition by links.identifier) as label
    from links
    join round_2 on round_2.rank = links.rank
),

step_3 as (
    select rank, min(label) as label from near_3 group by rank
),

round_3 as (
    select step_3.rank, least(step_3.label, further.label) as label
    from step_3
    join step_3 as further on further.rank = step_3.label
),

near_4 as (
    select links.rank, min(round_3.label) over (partition by links.identifier) as label
    from links
    join round_3 on round_3.rank = links.rank
),

step_4 as (
    select rank, min(label) as label from near_4 group by rank
),

round_4 as (
    select step_4.rank, least(step_4.label, further.label) as label
    from step_4
    join step_4 as further on further.rank = step_4.label
),

near_5 as (
    select links.rank, min(round_4.label) over (partition by links.identifier) as label
    from links
    join round_4 on round_4.rank = links.rank
),

step_5 as (
    select rank, min(label) as label from near_5 group by rank
),

round_5 as (
    select step_5.rank, least(step_5.label, further.label) as label
    from step_5
    join step_5 as further on further.rank = step_5.label
),

near_6 as (
    select links.rank, min(round_5.label) over (partition by links.identifier) as label
    from links
    join round_5 on round_5.rank = links.rank
),

step_6 as (
    select rank, min(label) as label from near_6 group by rank
),

round_6 as (
    select step_6.rank, least(step_6.label, further.label) as label
    from step_6
    join step_6 as further on further.rank = step_6.label
),

final as (
    select
        ranked.record_key,
        ranked.rank,
        coalesce(round_6.label, ranked.rank) as label
    from ranked
    left join round_6 on round_6.rank = ranked.rank
)

select * from final
