/*---
model: int_product_edges
about: >-
  The graph of products: a shop's product is tied to a value, and through it to the products of other shops that state the same. What somebody
  decided about two products ties them whatever they state.
grain: one row per variant of a shop and value that may link it to another shop's
key: [shop_product_key, identifier]
materialize: table
owner: commerce
decisions: [docs/decisions/0046-products.md]
columns:
  shop_product_key: { type: varchar, checks: [not_null] }
  identifier: { type: varchar, about: "rule:value", checks: [not_null] }
  rule: { type: varchar, checks: [not_null, { accepted: [manual, barcode, sku] }] }
  confidence: { type: varchar, about: "A weaker link gives way where it would join two variants of one shop", checks: [not_null, { accepted: [certain, high, medium] }] }
  stated_by: { type: varchar, about: The product or row of a file that says so, checks: [not_null] }
---*/
with

decided as (
    select *, 'manual:' || least(product_a, product_b) || '~' || greatest(product_a, product_b) as identifier
    from {{ ref('int_product_decisions') }}
    where is_current and action = 'link'
),

final as (
    select
        identifiers.shop_product_key,
        identifiers.kind || ':' || identifiers.value as identifier,
        identifiers.kind as rule,
        case identifiers.kind when 'barcode' then 'high' else 'medium' end as confidence,
        identifiers.shop_product_key as stated_by
    from {{ ref('int_product_identifiers') }} as identifiers
    join {{ ref('int_product_values') }} as shared on shared.kind = identifiers.kind and shared.value = identifiers.value
    where shared.outcome = 'links'
    union all
    select product_a, identifier, 'manual', 'certain', file || ':' || line::varchar from decided
    union all
    select product_b, identifier, 'manual', 'certain', file || ':' || line::varchar from decided
)

select * from final
