/*---
macro: attribute_named
about: The text at `value` of the item of a list whose `attribute_code` is a code; null without one.
arguments: [list, code]
---*/
-- duckdb
list_extract([item.value for item in {{ list }} if item.attribute_code = '{{ code }}'], 1)
-- snowflake
filter({{ list }}::array, item -> item:attribute_code::varchar = '{{ code }}')[0]:value::varchar
