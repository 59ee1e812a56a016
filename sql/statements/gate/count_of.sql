/*---
statement: count_of
about: Number of rows a check finds
parameters: { found: sql }
---*/
select count(*) as row_count
from ({{ found }}) as violations
