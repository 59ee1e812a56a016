/*---
macro: sum_named
about: The sum of the whole numbers at `quantity` over the items of a list whose `name` is one of two; 0 without any.
arguments: [list, one, other]
---*/
-- duckdb
coalesce(list_sum([try_cast(item.quantity as bigint) for item in {{ list }} if item.name in ('{{ one }}', '{{ other }}')]), 0)::bigint
-- snowflake
reduce({{ list }}::array, 0::bigint, (total, item) -> total + case when item:name::varchar in ('{{ one }}', '{{ other }}') then coalesce(try_cast(item:quantity::varchar as bigint), 0) else 0 end)::bigint
