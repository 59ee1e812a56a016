/*---
model: int_order_products
about: >-
  Products of orders whose key is that of another shop's record: what facts that are built order by order know of the graph of products.
grain: one row per order and variant whose product has another key
key: [order_key, shop_product_key]
materialize: table
replace_partition: order_key
owner: commerce
decisions: [docs/decisions/0046-products.md]
columns:
  order_key: { type: varchar, checks: [not_null] }
  shop_product_key: { type: varchar, checks: [not_null] }
  product_key: { type: varchar, checks: [not_null] }
---*/
with

final as (
    select distinct lines.order_key, lines.product_key as shop_product_key, resolved.product_key
    from {{ union_of('order_lines') }} as lines
    join {{ ref('int_products_resolved') }} as resolved on resolved.shop_product_key = lines.product_key
    where resolved.product_key <> resolved.shop_product_key
)

select * from final
