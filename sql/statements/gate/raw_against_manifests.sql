/*---
statement: raw_against_manifests
about: Files whose row count in raw differs from their manifests; `loaded` are those of all raw tables
parameters: { loaded: sql }
---*/
select
    landed.source,
    landed.stream,
    landed.file,
    abs(landed.row_count - coalesce(loaded.row_count, 0)) as difference
from (
    select
        source,
        stream,
        key as file,
        max("rows") as row_count
    from ops.landed_files
    group by source, stream, key
) as landed
left join (
    {{ loaded }}
) as loaded on loaded.file = landed.file
where landed.row_count <> coalesce(loaded.row_count, 0)
order by landed.source, landed.stream, landed.file
