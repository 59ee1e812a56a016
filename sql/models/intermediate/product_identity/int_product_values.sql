/*---
model: int_product_values
about: >-
  SKUs and barcodes that several shops state, and whether they link. One that some shop gives to several of its variants links nothing, since
  nobody knows which of them is meant; neither does a SKU under which goods of different barcodes are sold.
grain: one row per kind and value that several shops state
key: [kind, value]
materialize: table
owner: commerce
decisions: [docs/decisions/0046-products.md]
columns:
  kind: { type: varchar, checks: [not_null, { accepted: [barcode, sku] }] }
  value: { type: varchar, checks: [not_null] }
  shops_count: { type: bigint, unit: shops, checks: [not_null] }
  outcome: { type: varchar, checks: [not_null, { accepted: [links, ambiguous, contradicted] }] }
---*/
with

final as (
    select
        kind,
        value,
        count(distinct account)::bigint as shops_count,
        case
            when max(variants_count) > 1 then 'ambiguous'
            when kind = 'sku' and min(gtin) <> max(gtin) then 'contradicted'
            else 'links'
        end as outcome
    from {{ ref('int_product_identifiers') }}
    group by kind, value
    having min(account) <> max(account)
)

select * from final
