/*---
statement: columns_of
about: The given columns of every row of a table
parameters: { columns: name, table: name }
---*/
select {{ columns }}
from {{ table }}
