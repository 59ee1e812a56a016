/*---
check: products_are_in_a_catalogue
about: A variant was sold and is in no catalogue, because the shop removed it or it was never read; its newest line stands in for it
table: marts.dim_products
family: relationship
severity: note
unit: variants
---*/
select product_key as key
from {{ ref('dim_products') }}
where provenance = 'order_lines'
