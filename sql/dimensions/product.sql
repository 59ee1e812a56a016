/*---
dimension: product
name: Product
about: "Key of the product across shops: that of its earliest variant, as source:connection:variant_id."
from: marts.dim_products
key: product_key
owner: commerce
---*/
product_key
