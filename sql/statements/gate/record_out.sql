/*---
statement: record_out
about: A record that is out, for checks that ask what it explains; its money is null where nobody knows it
parameters: { connection: text, amount: text }
---*/
select {{ connection }}::varchar as connection, nullif({{ amount }}, '')::decimal(18, 4) as amount
