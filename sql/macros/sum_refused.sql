/*---
macro: sum_refused
about: True if `sum_of` met an item whose text at this path is not an amount.
arguments: [list, path]
---*/
-- duckdb
coalesce(list_bool_or([(nullif(item.{{ path }}, '') is null) <> (try_cast(item.{{ path }} as decimal(15,4)) is null) for item in {{ list }}]), false)
-- snowflake
reduce({{ list }}::array, false, (any_refused, item) -> any_refused or (nullif(item:{{ path }}::varchar, '') is null) <> (try_cast(item:{{ path }}::varchar as decimal(15,4)) is null))
