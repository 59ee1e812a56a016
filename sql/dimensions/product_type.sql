/*---
dimension: product_type
name: Product type
about: The shop's own word for the kind of product.
from: marts.dim_products
key: product_key
owner: commerce
---*/
product_type
