/*---
statement: no_record_out
about: The columns of quarantined records, when there are none
parameters: {}
---*/
select null::varchar as connection, null::decimal(18, 4) as amount
where false
