/*---
statement: rows_of_files
about: Files loaded into a raw table, with their row counts
parameters: { raw_table: name }
---*/
select
    _file as file,
    count(*) as row_count
from {{ raw_table }}
group by _file
