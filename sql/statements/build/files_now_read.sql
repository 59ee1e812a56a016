/*---
statement: files_now_read
about: The record of files that a model has read
parameters: { model: text, files: name }
---*/
select
    {{ model }} as model,
    file
from {{ files }}
