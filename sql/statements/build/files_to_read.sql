/*---
statement: files_to_read
about: Committed files of a stream that a model has not read yet
parameters: { source: text, stream: text, model: text }
---*/
select distinct key as file
from ops.landed_files
where
    source = {{ source }}
    and stream = {{ stream }}
    and key not in (select file from staging._files_read where model = {{ model }})
