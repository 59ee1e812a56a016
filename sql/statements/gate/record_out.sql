/*---
statement: record_out
about: A quarantined record, for checks that use it as an explanation; its money is null when unknown
parameters: { connection: text, amount: text }
---*/
select {{ connection }}::varchar as connection, nullif({{ amount }}, '')::decimal(18, 4) as amount
