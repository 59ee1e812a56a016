/*---
statement: no_record_out
about: The columns of records that are out, where there is none
parameters: {}
---*/
select null::varchar as connection, null::decimal(18, 4) as amount
where false
