/*---
query: currencies
about: Currencies of valid orders, most orders first
owner: commerce
---*/
select currency, count(*) as orders
from {{ ref('fct_orders') }}
where is_valid
    and currency is not null
group by currency
order by orders desc, currency
