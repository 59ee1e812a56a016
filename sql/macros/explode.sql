/*---
macro: explode
about: One row per item of a list column; the item is `<item>.value`. Rows with an empty list disappear.
arguments: [table, list, item]
---*/
-- duckdb
{{ table }} cross join unnest({{ table }}.{{ list }}) as {{ item }}(value)
-- snowflake
{{ table }} cross join lateral flatten(input => {{ table }}.{{ list }}) as {{ item }}
