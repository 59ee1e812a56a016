/*---
statement: stands_in_no_mart
about: >
  Rows with money, by account, of accounts without any row in a mart. For other accounts the marts do read the data; records they leave out
  are a matter of the reconciliation.
parameters: { table: name, key: name, taken: sql }
---*/
with

taken as (
    {{ taken }}
),

accounts as (
    select connection
    from {{ table }}
    group by connection
    having sum(case when {{ key }} in (select {{ key }} from taken) then 1 else 0 end) = 0
)

select
    connection,
    currency,
    count(*) as row_count,
    sum(total_amount)::decimal(18,2) as amount
from {{ table }}
where connection in (select connection from accounts)
group by connection, currency
order by connection, currency
