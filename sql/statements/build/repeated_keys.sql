/*---
statement: repeated_keys
about: Keys shared by several of the rows that satisfy a condition
parameters: { keys: name, table: name, among: sql }
---*/
select {{ keys }}
from {{ table }}
where {{ among }}
group by {{ keys }}
having count(*) > 1
