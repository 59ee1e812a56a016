/*---
dimension: sku
name: SKU
about: Stock keeping unit of the variant.
from: marts.dim_products
key: product_key
owner: commerce
---*/
sku
