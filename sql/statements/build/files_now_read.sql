/*---
statement: files_now_read
about: What is noted of files that a model has read
parameters: { model: text, files: name }
---*/
select
    {{ model }} as model,
    file
from {{ files }}
