/*---
statement: rows_of_part
about: One vendor's part of a union, by the columns of its entity
parameters: { columns: name, rows: sql, part: name }
---*/
select {{ columns }} from {{ rows }} as {{ part }}
