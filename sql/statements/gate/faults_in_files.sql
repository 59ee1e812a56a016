/*---
statement: faults_in_files
about: Rows of dropped files that a check finds, with the column at fault and why
parameters: { found: sql, most: number }
---*/
select
    key::varchar as key,
    file::varchar as file,
    line::bigint as line,
    field::varchar as field,
    reason::varchar as reason
from ({{ found }}) as violations
order by file, line, key
limit {{ most }}
