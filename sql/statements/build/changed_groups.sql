/*---
statement: changed_groups
about: >
  Groups of which a row of the new table differs from the row of the same key in the table it is to replace, or has none there;
  `differs` and `same_key` compare `old` with `new`.
parameters: { group: name, old_table: name, new_table: name, same_key: sql, differs: sql }
---*/
select distinct coalesce(old.{{ group }}, new.{{ group }}) as {{ group }}
from {{ old_table }} as old
full outer join {{ new_table }} as new on {{ same_key }}
where {{ differs }}
