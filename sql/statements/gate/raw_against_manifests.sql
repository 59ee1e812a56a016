/*---
statement: raw_against_manifests
about: Files of a stream of which raw holds another number of rows than their manifests list
parameters: { source: text, stream: text, raw_table: name }
---*/
select
    landed.file,
    abs(landed.rows - coalesce(loaded.rows, 0)) as difference
from (
    select
        key as file,
        max(rows) as rows
    from ops.landed_files
    where source = {{ source }} and stream = {{ stream }}
    group by key
) as landed
left join (
    select
        _file as file,
        count(*) as rows
    from {{ raw_table }}
    group by _file
) as loaded on loaded.file = landed.file
where landed.rows <> coalesce(loaded.rows, 0)
order by landed.file
