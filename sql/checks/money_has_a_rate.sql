/*---
check: money_has_a_rate
about: >-
  Sales in another currency than the reports' have no exchange rate for their day, so that no sum in the reporting currency has them; connect
  the source ecb, name their currency in its settings, or read the missing days
table: marts.fct_sales
family: reconciliation
severity: warn
unit: currencies
says: true
---*/
select
    currency as key,
    count(distinct order_key)::varchar || case when count(distinct order_key) = 1 then ' order with ' else ' orders with ' end
        || sum(amount)::decimal(18,2)::varchar || ' ' || currency || ' without a rate to ' || min(reporting_currency) || ', from ' || min(event_date)::varchar || ' to ' || max(event_date)::varchar
        || '; no sum in ' || min(reporting_currency) || ' includes them.' as says
from {{ ref('fct_sales') }}
where reporting_amount is null
group by currency
