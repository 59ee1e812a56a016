/*---
model: int_product_identifiers
about: >-
  SKUs and barcodes by which shops' products may be one. A product that somebody unlinked from another no longer states what it shares with
  that one. Of several variants of one shop with the same value the one that is not deleted states it.
grain: one row per variant of a shop and kind of value
key: [shop_product_key, kind]
materialize: table
owner: commerce
decisions: [docs/decisions/0046-products.md]
columns:
  shop_product_key: { type: varchar, checks: [not_null] }
  account: { type: varchar, checks: [not_null] }
  kind: { type: varchar, about: barcode or sku, checks: [not_null] }
  value: { type: varchar, checks: [not_null] }
  gtin: { type: varchar, about: Of the variant }
  variants_count: { type: bigint, about: "Variants of its shop that state the value beside it, itself included", unit: variants, checks: [not_null] }
---*/
with

records as (
    select * from {{ ref('int_product_records') }}
),

stated as (
    select shop_product_key, account, 'barcode' as kind, gtin as value, gtin, is_deleted from records where gtin is not null
    union all
    select shop_product_key, account, 'sku', sku, gtin, is_deleted from records where sku is not null
),

unlinked as (
    select product_a, product_b from {{ ref('int_product_decisions') }} where is_current and action = 'unlink'
),

given_up as (
    select leaving.shop_product_key, leaving.kind
    from unlinked
    join stated as staying on staying.shop_product_key = unlinked.product_a
    join stated as leaving
        on leaving.shop_product_key = unlinked.product_b
        and leaving.kind = staying.kind
        and leaving.value = staying.value
),

kept as (
    select stated.*, count_if(not is_deleted) over (partition by account, kind, value) as living_count
    from stated
    where not exists (
        select 1 from given_up where given_up.shop_product_key = stated.shop_product_key and given_up.kind = stated.kind
    )
),

final as (
    select
        shop_product_key,
        account,
        kind,
        value,
        gtin,
        count(*) over (partition by account, kind, value)::bigint as variants_count
    from kept
    where living_count = 0 or not is_deleted
)

select * from final
