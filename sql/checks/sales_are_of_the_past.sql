/*---
check: sales_are_of_the_past
about: "A row of the ledger is dated at or after as_of: its order was not cut off there, because its vendor's last_activity_at is too early"
table: marts.fct_sales
family: rule
severity: error
unit: rows
---*/
select sale_event_key as key, event_at, amount
from {{ ref('fct_sales') }}
where event_at >= {{ as_of }}
