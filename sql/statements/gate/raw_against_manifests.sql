/*---
statement: raw_against_manifests
about: Files of a stream whose row count in raw differs from their manifests
parameters: { source: text, stream: text, raw_table: name }
---*/
select
    landed.file,
    abs(landed.row_count - coalesce(loaded.row_count, 0)) as difference
from (
    select
        key as file,
        max("rows") as row_count
    from ops.landed_files
    where source = {{ source }} and stream = {{ stream }}
    group by key
) as landed
left join (
    select
        _file as file,
        count(*) as row_count
    from {{ raw_table }}
    group by _file
) as loaded on loaded.file = landed.file
where landed.row_count <> coalesce(loaded.row_count, 0)
order by landed.file
