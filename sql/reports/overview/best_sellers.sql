/*---
query: best_sellers
about: Products with the most forecast units
owner: data_science
parameters: { products: 8 }
---*/
select product_key
from {{ ref('mart_demand_forecast') }}
group by product_key
order by sum(units) desc, product_key
limit {{ parameter('products') }}
