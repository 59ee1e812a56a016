/*---
dimension: product_name
name: Product
about: "Title of the product, and the SKU of its variant."
from: marts.dim_products
key: product_key
owner: commerce
---*/
coalesce(title || coalesce(' · ' || sku, ''), sku, product_key)
