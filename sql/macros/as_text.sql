/*---
macro: as_text
about: The text at a path of a vendor's record; null when it is absent or null.
arguments: [value, path]
reads: text
---*/
-- duckdb
{{ value }}.{{ path }}
-- snowflake
{{ value }}:{{ path }}::varchar
