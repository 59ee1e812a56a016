/*---
statement: left_out_of
about: Rows left out of a model; rows for which `healed` is true were read well later
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
