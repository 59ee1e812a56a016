/*---
statement: sample_keys
about: A few keys of rows that satisfy a condition, the same ones each time
parameters: { table: name, key: sql, condition: sql, most: number }
---*/
select distinct {{ key }} as key
from {{ table }}
where {{ condition }}
order by key
limit {{ most }}
