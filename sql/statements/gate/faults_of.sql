/*---
statement: faults_of
about: Records that a check finds, with their money at stake, the largest first
parameters: { found: sql, most: number }
---*/
select
    key::varchar as key,
    amount::varchar as amount,
    currency
from ({{ found }}) as violations
order by abs(amount) desc nulls last, key
limit {{ most }}
