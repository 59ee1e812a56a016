/*---
statement: points_nowhere
about: True of a row whose column holds a value that a column of another table does not; null points nowhere and is fine
parameters: { table: name, column: name, parent: name, key: name }
---*/
{{ column }} is not null and not exists (
    select 1
    from {{ parent }} as parent
    where parent.{{ key }} = {{ table }}.{{ column }}
)
