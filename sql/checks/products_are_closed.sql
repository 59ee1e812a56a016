/*---
check: products_are_closed
about: Two products of shops that a link ties are two products; the components need another round
table: marts.dim_products
family: rule
severity: error
unit: links
---*/
select edges.identifier as key
from {{ ref('int_product_edges') }} as edges
join {{ ref('int_product_components') }} as components on components.shop_product_key = edges.shop_product_key
where edges.rule = 'manual' or edges.rule = 'barcode' and components.level <> 'manual' or components.level = 'sku'
group by edges.identifier
having min(components.component) <> max(components.component)
