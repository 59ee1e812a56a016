/*---
macro: nested
about: The list or object at a path of a vendor's record.
arguments: [value, path]
---*/
-- duckdb
{{ value }}.{{ path }}
-- snowflake
{{ value }}:{{ path }}
