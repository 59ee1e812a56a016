/*---
check: product_unlinks_hold
about: Two products that somebody unlinked are one product still, through others; `fct_product_links` shows the chain, of which another link has to go
table: marts.dim_shop_products
severity: warn
unit: decisions
fault:
  effect: left_out
  stream: rows
  in_file: true
---*/
select
    decisions.link_key as key,
    decisions.file,
    decisions.line,
    'product_b' as field,
    'still one product with product_a through other products' as reason
from {{ ref('int_product_decisions') }} as decisions
join {{ ref('int_products_resolved') }} as staying on staying.shop_product_key = decisions.product_a
join {{ ref('int_products_resolved') }} as leaving on leaving.shop_product_key = decisions.product_b
where decisions.is_current
    and decisions.action = 'unlink'
    and staying.product_key = leaving.product_key
