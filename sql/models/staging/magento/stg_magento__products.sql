/*---
model: stg_magento__products
grain: one row per product, its newest version
key: [product_key]
materialize: incremental
version: [updated_at, _extracted_at, _file, _row]
immutable_columns: [created_at]
owner: commerce
record:
  id:
  sku:
  name:
  type_id:
  status:
  price:
  created_at:
  updated_at:
  custom_attributes: [{ attribute_code, value }]
  extension_attributes: { category_links: [{ category_id }] }
columns:
  product_key: { type: varchar, about: "source:connection:id", checks: [unique, not_null] }
  product_id: { type: varchar, checks: [not_null] }
  connection: { type: varchar, checks: [not_null] }
  sku: { type: varchar }
  barcode: { type: varchar, about: "The first attribute with a value of gtin, ean, upc and barcode, which shops add themselves" }
  title: { type: varchar }
  product_type: { type: varchar, about: "simple, configurable, bundle, grouped, virtual, downloadable, giftcard" }
  is_enabled: { type: boolean }
  price_amount: { type: "decimal(18,4)", about: "List price; 0 for a configurable product", unit: shop currency }
  created_at: { type: timestamp }
  updated_at: { type: timestamp, about: A sale does not change it }
  category_links: { type: nested }
  _nulled: { type: varchar, about: "Columns whose value could not be read, by name" }
  _slice_id: { type: varchar }
  _extracted_at: { type: timestamp }
  _file: { type: varchar }
  _row: { type: bigint }
---*/
with

received as (
    select * from {{ source('magento', 'products') }}
),

final as (
    select
        'magento:' || _connection || ':' || {{ as_text('record', 'id') }} as product_key,
        {{ as_text('record', 'id') }} as product_id,
        _connection as connection,
        {{ as_text('record', 'sku') }} as sku,
        coalesce(
            nullif({{ attribute_named(nested('record', 'custom_attributes'), 'gtin') }}, ''),
            nullif({{ attribute_named(nested('record', 'custom_attributes'), 'ean') }}, ''),
            nullif({{ attribute_named(nested('record', 'custom_attributes'), 'upc') }}, ''),
            nullif({{ attribute_named(nested('record', 'custom_attributes'), 'barcode') }}, '')
        ) as barcode,
        {{ as_text('record', 'name') }} as title,
        {{ as_text('record', 'type_id') }} as product_type,
        {{ as_text('record', 'status') }}::bigint = 1 as is_enabled,
        {{ as_text('record', 'price') }}::decimal(18,4) as price_amount,
        nullif({{ as_text('record', 'created_at') }}, '')::timestamp as created_at,
        nullif({{ as_text('record', 'updated_at') }}, '')::timestamp as updated_at,
        {{ nested('record', 'extension_attributes.category_links') }} as category_links,
        {{ nulled }} as _nulled,
        _slice_id,
        _extracted_at,
        _file,
        _row
    from received
)

select * from final
