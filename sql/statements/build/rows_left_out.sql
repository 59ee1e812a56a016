/*---
statement: rows_left_out
about: The record of unusable rows, with the columns at fault
parameters:
  model: text
  table: name
  key_text: sql
  connection: sql
  names: sql
  group_key: sql
  file: sql
  row_number: sql
  read_at: sql
  broken: sql
---*/
select
    {{ model }} as model,
    {{ key_text }} as key,
    {{ connection }} as connection,
    substr({{ names }}, 2) as column_names,
    {{ group_key }} as group_key,
    {{ file }} as file,
    {{ row_number }} as row_number,
    {{ read_at }} as read_at
from {{ table }}
where {{ broken }}
