/*---
statement: plausible_repeats
about: Duplicate rows beyond the first, by series and week counted backwards; `same` begins with a comma
parameters: { table: name, by: sql, day: name, closed: day, since: day, where: sql, same: sql, group: sql }
---*/
select
    series,
    ago,
    sum(n - 1) as again
from (
    select
        ({{ by }})::varchar as series,
        floor(datediff('day', {{ day }}, {{ closed }}) / 7)::bigint as ago
        {{ same }},
        count(*) as n
    from {{ table }}
    where ({{ where }}) and {{ day }} <= {{ closed }} and {{ day }} > {{ since }}
    group by {{ group }}
) as groups
where n > 1
group by series, ago
