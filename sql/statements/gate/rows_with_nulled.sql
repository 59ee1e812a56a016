/*---
statement: rows_with_nulled
about: Rows of a staging model with columns that are null because the sent value could not be read
parameters: { table: name, key_text: sql, connection: sql }
---*/
select
    {{ key_text }} as key,
    {{ connection }} as connection,
    _nulled as column_names
from {{ table }}
where _nulled is not null
order by key
