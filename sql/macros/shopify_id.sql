/*---
macro: shopify_id
about: The numeric part of a global id, as text. gid://shopify/Order/123?a=b becomes 123.
arguments: [value, path]
---*/
-- duckdb
split_part(split_part({{ value }}.{{ path }}, '/', 5), '?', 1)
-- snowflake
split_part(split_part({{ value }}:{{ path }}::varchar, '/', 5), '?', 1)
