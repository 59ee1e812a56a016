/*---
statement: keys_of
about: Each key of a table, once
parameters: { keys: name, table: name }
---*/
select distinct {{ keys }}
from {{ table }}
