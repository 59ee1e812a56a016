/*---
statement: said_of
about: What a check says of the first row it finds
parameters: { found: sql }
---*/
select says
from ({{ found }}) as violations
order by key
limit 1
