/*---
macro: sum_of
about: The sum of money texts at a path of each item of a list, as decimal; 0 for an empty list. `sum_refused` is true when one was left out.
arguments: [list, path]
reads: sum
refused_by: sum_refused
---*/
-- duckdb
coalesce(list_sum([try_cast(item.{{ path }} as decimal(15,4)) for item in {{ list }}]), 0)::decimal(18,4)
-- snowflake
reduce({{ list }}::array, 0::decimal(18,4), (total, item) -> total + coalesce(try_cast(item:{{ path }}::varchar as decimal(15,4)), 0)::decimal(18,4))::decimal(18,4)
