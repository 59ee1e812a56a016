/*---
statement: changed_groups
about: >
  Groups in which a row of the new table differs from the row with its key in the table it replaces, or is missing there; `differs` and
  `same_key` compare `old` with `new`.
parameters: { group: name, old_table: name, new_table: name, same_key: sql, differs: sql }
---*/
select distinct coalesce(old.{{ group }}, new.{{ group }}) as {{ group }}
from {{ old_table }} as old
full outer join {{ new_table }} as new on {{ same_key }}
where {{ differs }}
