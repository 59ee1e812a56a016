/*---
statement: count_where
about: Number of rows of a table that satisfy a condition
parameters: { table: name, condition: sql }
---*/
select count(*) as row_count
from {{ table }}
where {{ condition }}
