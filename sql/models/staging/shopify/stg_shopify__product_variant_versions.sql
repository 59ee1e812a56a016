/*---
model: stg_shopify__product_variant_versions
about: Prices in every version of a variant that was read.
grain: one row per variant and version
key: [product_key, updated_at]
materialize: incremental
version: [_extracted_at, _file, _row]
owner: commerce
record: { id, price, compareAtPrice, updatedAt }
columns:
  product_key: { type: varchar, about: "source:connection:variant id", checks: [not_null] }
  connection: { type: varchar, checks: [not_null] }
  updated_at: { type: timestamp, checks: [not_null] }
  price_amount: { type: "decimal(18,4)", unit: shop currency }
  compare_at_amount: { type: "decimal(18,4)", unit: shop currency }
  _nulled: { type: varchar, about: "Columns whose value could not be read, by name" }
  _slice_id: { type: varchar }
  _extracted_at: { type: timestamp }
  _file: { type: varchar }
  _row: { type: bigint }
---*/
with

received as (
    select * from {{ source('shopify', 'product_variants') }}
),

final as (
    select
        'shopify:' || _connection || ':' || {{ shopify_id('record', 'id') }} as product_key,
        _connection as connection,
        coalesce({{ utc(as_text('record', 'updatedAt')) }}, _extracted_at) as updated_at,
        {{ as_text('record', 'price') }}::decimal(18,4) as price_amount,
        {{ as_text('record', 'compareAtPrice') }}::decimal(18,4) as compare_at_amount,
        {{ nulled }} as _nulled,
        _slice_id,
        _extracted_at,
        _file,
        _row
    from received
)

select * from final
