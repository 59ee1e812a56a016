/*---
statement: files_landed
about: How many committed files each stream has
---*/
select
    source,
    stream,
    count(distinct key) as files
from ops.landed_files
group by source, stream
