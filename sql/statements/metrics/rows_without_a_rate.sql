/*---
statement: rows_without_a_rate
about: How many rows of a mart have no amounts in the currency of the reports, by their own currency
parameters: { table: name, rated: name }
---*/
select
    currency,
    count(*)::varchar as rows_count
from {{ table }}
where {{ rated }} is null
group by currency
order by currency
