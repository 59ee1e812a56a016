/*---
macro: object
about: The object at a path of a record, with fields that are not declared; `json_scalar` reads one of them.
arguments: [value, path]
---*/
-- duckdb
{{ value }}.{{ path }}::json
-- snowflake
{{ value }}:{{ path }}
