/*---
statement: values_of
about: A few values of a column, each once
parameters: { table: name, column: name, most: number }
---*/
select distinct {{ column }} as value
from {{ table }}
where {{ column }} is not null
order by value
limit {{ most }}
