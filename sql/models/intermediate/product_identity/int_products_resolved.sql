/*---
model: int_products_resolved
about: Products of shops that are one product with others. Any other product keeps its own key, and has no row.
grain: one row per variant of a shop that is linked
key: [shop_product_key]
materialize: table
replace_partition: shop_product_key
owner: commerce
decisions: [docs/decisions/0046-products.md]
columns:
  shop_product_key: { type: varchar, checks: [unique, not_null] }
  product_key: { type: varchar, about: shop_product_key of the product's earliest variant, checks: [not_null] }
  level: { type: varchar, about: "In int_product_components", checks: [not_null] }
---*/
with

components as (
    select components.*, count(*) over (partition by component) as members_count
    from {{ ref('int_product_components') }} as components
),

final as (
    select components.shop_product_key, earliest.shop_product_key as product_key, components.level
    from components
    join components as earliest on earliest.rank = components.component
    where components.members_count > 1
)

select * from final
