/*---
query: currencies
about: "Currencies of valid orders with their net sales, most orders first"
owner: commerce
---*/
select currency, count(*) as orders, sum(net_amount) as net_sales
from {{ ref('fct_orders') }}
where is_valid
    and currency is not null
group by currency
order by orders desc, currency
