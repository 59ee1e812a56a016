/*---
statement: said_of
about: Message of a check for the first row it finds
parameters: { found: sql }
---*/
select says
from ({{ found }}) as violations
order by key
limit 1
