/*---
statement: left_out_of
about: Rows of a model that were left out; those that `healed` is true of have stood since
parameters: { model: text, healed: sql }
---*/
select
    left_out.key,
    left_out.connection,
    left_out.column_names,
    max(left_out.read_at) as read_at
from staging._left_out as left_out
where left_out.model = {{ model }} and not ({{ healed }})
group by left_out.key, left_out.connection, left_out.column_names
order by left_out.key
