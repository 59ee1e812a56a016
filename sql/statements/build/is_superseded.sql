/*---
statement: is_superseded
about: >
  True for a row of a table over raw that is not the greatest version of its key, for keys with several rows. `version` sorts them, the
  greatest first.
parameters: { keys: name, table: name, several: name, version: sql }
---*/
(_file, _row) in (
    select
        _file,
        _row
    from (
        select
            _file,
            _row,
            row_number() over (partition by {{ keys }} order by {{ version }}) as place
        from {{ table }}
        where ({{ keys }}) in (select {{ keys }} from {{ several }})
    ) as ranked
    where place > 1
)
