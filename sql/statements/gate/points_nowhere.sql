/*---
statement: points_nowhere
about: True for a row with a value that is missing from the referenced column; null is allowed
parameters: { table: name, column: name, parent: name, key: name }
---*/
{{ column }} is not null and not exists (
    select 1
    from {{ parent }} as parent
    where parent.{{ key }} = {{ table }}.{{ column }}
)
