/*---
check: product_decisions_are_clear
about: A row of product links cannot be followed, so nothing is linked or unlinked by it
table: marts.dim_shop_products
severity: warn
unit: decisions
fault:
  effect: left_out
  stream: rows
  in_file: true
---*/
select link_key as key, file, line, wrong_column as field, wrong_reason as reason
from {{ ref('int_product_decisions') }}
where wrong_column is not null
