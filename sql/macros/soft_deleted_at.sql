/*---
macro: soft_deleted_at
about: >-
  Rows missing from the newest sweep of a shop's keys: records read before that sweep of their connection began and not among its keys. A
  full snapshot of the records serves as a sweep. A record listed again is found by the next sweep.
arguments: [records, keys, key]
---*/
with

sweeps as (
    select connection, _slice_id, min(_extracted_at) as began_at
    from {{ keys }}
    group by connection, _slice_id
    qualify row_number() over (partition by connection order by max(_extracted_at) desc, _slice_id desc) = 1
),

gone as (
    select records.{{ key }}, records.connection, sweeps.began_at as _deleted_at
    from {{ records }} as records
    join sweeps on sweeps.connection = records.connection
    left join {{ keys }} as found on found.{{ key }} = records.{{ key }} and found._slice_id = sweeps._slice_id
    where found.{{ key }} is null and records._extracted_at < sweeps.began_at
)

select * from gone
