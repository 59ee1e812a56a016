/*---
macro: object
about: The object at a path of a record whose fields nobody lists beforehand; `cell` reads one of them.
arguments: [value, path]
---*/
-- duckdb
{{ value }}.{{ path }}::json
-- snowflake
{{ value }}:{{ path }}
