/*---
statement: has_key_of
about: True for a row whose key is in a table of keys
parameters: { keys: name, table: name }
---*/
({{ keys }}) in (select {{ keys }} from {{ table }})
