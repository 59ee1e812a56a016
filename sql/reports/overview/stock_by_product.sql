/*---
query: stock_by_product
about: Units over all locations in the newest snapshot
owner: commerce
---*/
select
    product_key,
    sum(available_units) as available,
    sum(incoming_units) as incoming
from {{ ref('fct_inventory_snapshots') }}
where snapshot_date = (select max(snapshot_date) from {{ ref('fct_inventory_snapshots') }})
    and product_key is not null
group by product_key
order by product_key
