/*---
dimension: vendor
name: Vendor
about: Maker of the product, in the shop's words.
from: marts.dim_products
key: product_key
owner: commerce
---*/
vendor
