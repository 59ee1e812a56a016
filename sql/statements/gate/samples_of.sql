/*---
statement: samples_of
about: A few keys that a check finds, the same ones each time
parameters: { found: sql, most: number }
---*/
select distinct coalesce(key::varchar, 'null') as key
from ({{ found }}) as violations
order by key
limit {{ most }}
