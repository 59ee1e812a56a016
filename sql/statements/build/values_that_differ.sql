/*---
statement: values_that_differ
about: Keys with several values in a column that never changes during the life of a key; `claimed_keys` and `key_text` refer to `claimed`
parameters:
  model: text
  reason: text
  table: name
  keys: name
  claimed_keys: sql
  key_text: sql
  several: name
  column: name
---*/
select distinct
    {{ model }} as model,
    key,
    {{ reason }} as reason
from (
    select {{ key_text }} as key
    from {{ table }} as claimed
    where ({{ claimed_keys }}) in (select {{ keys }} from {{ several }})
    group by {{ claimed_keys }}
    having count(distinct claimed.{{ column }}) > 1
) as conflicts
