/*---
check: products_are_in_a_catalogue
about: A variant was sold and is in no catalogue, because the shop removed it or it was never read; its newest line stands in for it
table: marts.dim_shop_products
family: relationship
severity: note
unit: variants
---*/
select shop_product_key as key
from {{ ref('dim_shop_products') }}
where provenance = 'order_lines'
