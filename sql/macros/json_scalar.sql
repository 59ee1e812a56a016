/*---
macro: json_scalar
about: The text of one column in `row_values` of `stg_files__rows`; null when it is absent or empty.
arguments: [values, column]
reads: text
---*/
-- duckdb
json_extract_string({{ values }}, '$."{{ column }}"')
-- snowflake
{{ values }}:"{{ column }}"::varchar
