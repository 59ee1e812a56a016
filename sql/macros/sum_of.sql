/*---
macro: sum_of
about: The sum of money texts at a path of each item of a list, as decimal; 0 for an empty list.
arguments: [list, path]
---*/
-- duckdb
coalesce(list_sum([item.{{ path }}::decimal(18,4) for item in {{ list }}]), 0)::decimal(18,4)
-- snowflake
reduce({{ list }}::array, 0::decimal(18,4), (total, item) -> total + item:{{ path }}::decimal(18,4))::decimal(18,4)
