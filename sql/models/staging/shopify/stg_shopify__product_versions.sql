/*---
model: stg_shopify__product_versions
about: State and type in every version of a product that was read.
grain: one row per product and version
key: [product_record_key, updated_at]
materialize: incremental
version: [_extracted_at, _file, _row]
owner: commerce
record: { id, productType, status, updatedAt }
columns:
  product_record_key: { type: varchar, about: "source:connection:product id", checks: [not_null] }
  connection: { type: varchar, checks: [not_null] }
  updated_at: { type: timestamp, checks: [not_null] }
  product_type: { type: varchar }
  status: { type: varchar }
  _nulled: { type: varchar, about: "Columns whose value could not be read, by name" }
  _slice_id: { type: varchar }
  _extracted_at: { type: timestamp }
  _file: { type: varchar }
  _row: { type: bigint }
---*/
with

received as (
    select * from {{ source('shopify', 'products') }}
),

final as (
    select
        'shopify:' || _connection || ':' || {{ shopify_id('record', 'id') }} as product_record_key,
        _connection as connection,
        coalesce({{ utc(as_text('record', 'updatedAt')) }}, _extracted_at) as updated_at,
        nullif({{ as_text('record', 'productType') }}, '') as product_type,
        {{ as_text('record', 'status') }} as status,
        {{ nulled }} as _nulled,
        _slice_id,
        _extracted_at,
        _file,
        _row
    from received
)

select * from final
