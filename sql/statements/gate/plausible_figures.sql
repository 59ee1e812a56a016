/*---
statement: plausible_figures
about: >
  History of a mart's measures, by series and week or day, counted backwards from the last complete day. `columns` and `figures` begin with
  a comma; `usual` joins the usual amount of each thing.
parameters:
  table: name
  by: sql
  day: name
  closed: day
  since: day
  where: sql
  columns: sql
  usual: sql
  ago: sql
  figures: sql
---*/
with

looked as (
    select
        ({{ by }})::varchar as series,
        datediff('day', {{ day }}, {{ closed }}) as age
        {{ columns }}
    from {{ table }}
    where ({{ where }}) and {{ day }} <= {{ closed }} and {{ day }} > {{ since }}
)

select
    looked.series,
    {{ ago }} as ago,
    count(*) as n
    {{ figures }}
from looked
{{ usual }}
group by looked.series, {{ ago }}
