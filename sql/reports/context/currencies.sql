/*---
query: currencies
about: >-
  Currencies of valid orders with the net sales that have no rate to the currency of the reports, and therefore stand in no figure; most
  orders first
owner: commerce
---*/
select
    currency,
    count(*) as orders,
    max(reporting_currency) as reporting_currency,
    count(reporting_net_amount) as rated_orders,
    sum(case when reporting_net_amount is null then net_amount else 0 end) as unrated_net_sales
from {{ ref('fct_orders') }}
where is_valid
    and currency is not null
group by currency
order by orders desc, currency
