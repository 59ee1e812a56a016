/*---
statement: count_where
about: How many rows of a table a condition is true of
parameters: { table: name, condition: sql }
---*/
select count(*) as row_count
from {{ table }}
where {{ condition }}
