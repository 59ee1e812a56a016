/*---
statement: rows_that_differ
about: >
  One row if any row of the new table differs from the row with its key in the table it replaces, or is missing in either. `differs` and
  `same_key` compare `old` with `new`.
parameters: { old_table: name, new_table: name, same_key: sql, differs: sql }
---*/
select 1 as differs
from {{ old_table }} as old
full outer join {{ new_table }} as new on {{ same_key }}
where {{ differs }}
limit 1
