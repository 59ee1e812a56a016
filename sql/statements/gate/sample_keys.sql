/*---
statement: sample_keys
about: A few keys of rows that a condition is true of, the same ones each time
parameters: { table: name, key: sql, condition: sql, most: number }
---*/
select distinct {{ key }} as key
from {{ table }}
where {{ condition }}
order by key
limit {{ most }}
