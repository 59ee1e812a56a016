/*---
macro: null_if_blank
about: The text at a path of a vendor's record; null when it is absent, null or empty.
arguments: [value, path]
reads: text
---*/
-- duckdb
nullif({{ value }}.{{ path }}, '')
-- snowflake
nullif({{ value }}:{{ path }}::varchar, '')
