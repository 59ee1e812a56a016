/*---
check: spend_has_a_rate
about: >-
  Ad spend in another currency than the reports' has no exchange rate for its day, so that no sum has it; connect the source ecb, or read the
  missing days
table: marts.fct_ad_spend
family: reconciliation
severity: warn
unit: currencies
says: true
---*/
select
    currency as key,
    sum(spend_amount)::decimal(18,2)::varchar || ' ' || currency || ' of ad spend without a rate to ' || min(reporting_currency)
        || ', from ' || min(spend_date)::varchar || ' to ' || max(spend_date)::varchar || '; no sum includes it.' as says
from {{ ref('fct_ad_spend') }}
where reporting_amount is null and reporting_currency is not null
group by currency
