/*---
statement: keys_that_differ
about: >
  Keys of newly read rows that say something else than the row with their key in the table, or have none there. What was read again and says
  the same is no change. `differs` and `same_key` compare `old` with `new`.
parameters: { new_keys: sql, old_table: name, new_table: name, same_key: sql, differs: sql }
---*/
select distinct {{ new_keys }}
from {{ new_table }} as new
left join {{ old_table }} as old on {{ same_key }}
where {{ differs }}
