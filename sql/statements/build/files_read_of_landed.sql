/*---
statement: files_read_of_landed
about: How many of a stream's committed files each model has read
---*/
select
    landed.source,
    landed.stream,
    seen.model,
    count(distinct landed.key) as files
from ops.landed_files as landed
inner join staging._files_read as seen on seen.file = landed.key
group by landed.source, landed.stream, seen.model
