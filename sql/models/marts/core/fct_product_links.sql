/*---
model: fct_product_links
about: "Why shops' products are one product, pair by pair. A value that three shops state ties the first of them to each of the others."
grain: one row per pair of variants and reason
key: [shop_product_key, linked_product_key, identifier]
materialize: table
owner: commerce
decisions: [docs/decisions/0046-products.md]
columns:
  shop_product_key: { type: varchar, checks: [not_null, { in: dim_shop_products.shop_product_key }] }
  linked_product_key: { type: varchar, about: "The earlier variant, likewise", checks: [not_null, { in: dim_shop_products.shop_product_key }] }
  identifier: { type: varchar, about: "rule:value", checks: [not_null] }
  rule: { type: varchar, checks: [not_null, { accepted: [manual, barcode, sku] }] }
  confidence: { type: varchar, about: "certain, high or medium", checks: [not_null] }
  stated_by: { type: varchar, about: "The file and line of a decision; else the later variant itself", checks: [not_null] }
  product_key: { type: varchar, checks: [not_null, { in: dim_products.product_key }] }
---*/
with

edges as (
    select edges.*, components.rank, resolved.product_key
    from {{ ref('int_product_edges') }} as edges
    join {{ ref('int_product_components') }} as components on components.shop_product_key = edges.shop_product_key
    join {{ ref('int_products_resolved') }} as resolved on resolved.shop_product_key = edges.shop_product_key
    where edges.rule = 'manual' or edges.rule = 'barcode' and resolved.level <> 'manual' or resolved.level = 'sku'
),

final as (
    select
        later.shop_product_key,
        earlier.shop_product_key as linked_product_key,
        later.identifier,
        later.rule,
        later.confidence,
        later.stated_by,
        later.product_key
    from edges as later
    join edges as earlier on earlier.identifier = later.identifier and earlier.rank < later.rank
    qualify row_number() over (partition by later.shop_product_key, later.identifier order by earlier.rank) = 1
)

select * from final
