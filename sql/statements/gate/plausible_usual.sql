/*---
statement: plausible_usual
about: Joins the median of each thing in a series over the weeks before the judged one
parameters: { name: name, last: number }
---*/
left join (
    select
        series,
        {{ name }}__thing as thing,
        median({{ name }}__raw) as usual
    from looked
    where age between 7 and {{ last }} and {{ name }}__raw is not null
    group by series, {{ name }}__thing
) as {{ name }}__usual
    on
        {{ name }}__usual.series = looked.series
        and {{ name }}__usual.thing = looked.{{ name }}__thing
