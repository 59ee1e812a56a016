/*---
check: products_link_without_doubt
about: >-
  Shops state one SKU or barcode, and nobody knows which goods it means: a shop gives it to several variants, its goods have different barcodes,
  or it would join two variants of one shop. It links nothing; correct it in the shop, or drop a file product_links
table: marts.dim_shop_products
family: rule
severity: warn
unit: values
says: true
---*/
with

doubts as (
    select kind || ':' || value as key, outcome as doubt from {{ ref('int_product_values') }} where outcome <> 'links'
    union all
    select distinct edges.identifier, 'crowded'
    from {{ ref('int_product_edges') }} as edges
    join {{ ref('int_product_components') }} as components on components.shop_product_key = edges.shop_product_key
    where edges.rule = 'sku' and components.level <> 'sku' or edges.rule = 'barcode' and components.level = 'manual'
),

counts as (
    select
        count_if(doubt = 'ambiguous')::varchar as ambiguous,
        count_if(doubt = 'contradicted')::varchar as contradicted,
        count_if(doubt = 'crowded')::varchar as crowded
    from doubts
)

select
    doubts.key,
    'SKUs and barcodes that link no products of shops: ' || counts.ambiguous || ' of several variants of one shop, ' || counts.contradicted
        || ' of goods with different barcodes, ' || counts.crowded || ' that would join two variants of one shop.' as says
from doubts
cross join counts
