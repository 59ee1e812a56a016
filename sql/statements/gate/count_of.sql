/*---
statement: count_of
about: How many rows a check finds
parameters: { found: sql }
---*/
select count(*) as row_count
from ({{ found }}) as violations
