/*---
statement: stands_in_no_mart
about: >
  Rows with money, by account, of accounts of which no row stands in a mart. An account of which something stands there is read by
  the marts; a record they leave out is the reconciliation's.
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
