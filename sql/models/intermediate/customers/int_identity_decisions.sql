/*---
model: int_identity_decisions
about: >-
  Decisions about two records, judged: one that cannot be followed says its column and why. Of several about one pair the latest counts.
grain: one row per decision made before as_of
key: [link_key]
materialize: table
replace_partition: link_key
owner: customers
decisions: [docs/decisions/0012-identity.md]
columns:
  link_key: { type: varchar, checks: [not_null] }
  action: { type: varchar }
  record_a: { type: varchar }
  record_b: { type: varchar }
  decided_at: { type: timestamp }
  file: { type: varchar, checks: [not_null] }
  line: { type: bigint, checks: [not_null] }
  wrong_column: { type: varchar, about: The column for which it is refused; null when it is followed }
  wrong_reason: { type: varchar }
  is_current: { type: boolean, about: The latest about these two records that can be followed, checks: [not_null] }
---*/
with

records as (
    select record_key from {{ ref('int_customer_records') }}
),

decided as (
    select
        links.*,
        least(links.record_a, links.record_b) as one_record,
        greatest(links.record_a, links.record_b) as other_record,
        record_a.record_key is not null as has_record_a,
        record_b.record_key is not null as has_record_b
    from {{ union_of('identity_links') }} as links
    left join records as record_a on record_a.record_key = links.record_a
    left join records as record_b on record_b.record_key = links.record_b
    where links.decided_at is null or links.decided_at < {{ as_of }}
),

contradicted as (
    select one_record, other_record, decided_at
    from decided
    group by one_record, other_record, decided_at
    having min(action) <> max(action)
),

judged as (
    select
        decided.*,
        case
            when decided.action is null or decided.action not in ('link', 'unlink') then 'action'
            when not decided.has_record_a then 'record_a'
            when not decided.has_record_b or decided.record_a = decided.record_b then 'record_b'
            when decided.decided_at is null or contradicted.decided_at is not null then 'at'
        end as wrong_column
    from decided
    left join contradicted
        on contradicted.one_record = decided.one_record
        and contradicted.other_record = decided.other_record
        and contradicted.decided_at = decided.decided_at
),

latest as (
    select
        link_key,
        row_number() over (partition by one_record, other_record order by decided_at desc, file desc, line desc, link_key) as age
    from judged
    where wrong_column is null
),

final as (
    select
        judged.link_key,
        judged.action,
        judged.record_a,
        judged.record_b,
        judged.decided_at,
        judged.file,
        judged.line,
        judged.wrong_column,
        case
            when judged.wrong_column = 'action' then 'neither link nor unlink'
            when judged.wrong_column = 'record_b' and judged.record_a = judged.record_b then 'the same record as in record_a'
            when judged.wrong_column in ('record_a', 'record_b') then 'no record of people has this key'
            when judged.wrong_column = 'at' and judged.decided_at is null then 'no time of the decision'
            when judged.wrong_column = 'at' then 'another row decides the opposite about these records at the same time'
        end as wrong_reason,
        coalesce(latest.age = 1, false) as is_current
    from judged
    left join latest on latest.link_key = judged.link_key
)

select * from final
