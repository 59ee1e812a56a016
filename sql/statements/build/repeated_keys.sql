/*---
statement: repeated_keys
about: Keys that more than one row has, among the rows that a condition holds for
parameters: { keys: name, table: name, among: sql }
---*/
select {{ keys }}
from {{ table }}
where {{ among }}
group by {{ keys }}
having count(*) > 1
