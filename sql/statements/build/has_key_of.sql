/*---
statement: has_key_of
about: True of a row whose key stands in a table of keys
parameters: { keys: name, table: name }
---*/
({{ keys }}) in (select {{ keys }} from {{ table }})
