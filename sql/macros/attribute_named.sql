/*---
macro: attribute_named
about: >-
  The text at `value` of the item of a list whose `attribute_code` is a code; null or empty without one. Snowflake writes the keys of an object
  in alphabetical order, so the two stand beside each other.
arguments: [list, code]
---*/
-- duckdb
list_extract([item.value for item in {{ list }} if item.attribute_code = '{{ code }}'], 1)
-- snowflake
split_part(split_part(replace(to_json({{ list }}), ' ', ''), '"attribute_code":"{{ code }}","value":"', 2), '"', 1)
