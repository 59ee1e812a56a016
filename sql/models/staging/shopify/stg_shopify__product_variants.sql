/*---
model: stg_shopify__product_variants
grain: one row per variant, its newest version
key: [product_key]
materialize: incremental
version: [updated_at, _extracted_at, _file, _row]
immutable_columns: [created_at]
owner: commerce
record: { id, title, sku, barcode, price, compareAtPrice, createdAt, updatedAt, product: { id }, inventoryItem: { id } }
columns:
  product_key: { type: varchar, about: "source:connection:variant id", checks: [unique, not_null] }
  variant_id: { type: varchar, checks: [not_null] }
  product_record_key: { type: varchar, checks: [{ in: stg_shopify__products.product_record_key }] }
  inventory_item_key: { type: varchar }
  connection: { type: varchar }
  sku: { type: varchar }
  barcode: { type: varchar, about: As entered; a GTIN where the goods have one }
  variant_title: { type: varchar }
  price_amount: { type: "decimal(18,4)", unit: shop currency, checks: [not_null, { min: 0 }] }
  compare_at_amount: { type: "decimal(18,4)", unit: shop currency, checks: [{ min: 0 }] }
  created_at: { type: timestamp }
  updated_at: { type: timestamp }
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
        {{ shopify_id('record', 'id') }} as variant_id,
        'shopify:' || _connection || ':' || {{ shopify_id('record', 'product.id') }} as product_record_key,
        'shopify:' || _connection || ':' || {{ shopify_id('record', 'inventoryItem.id') }} as inventory_item_key,
        _connection as connection,
        {{ as_text('record', 'sku') }} as sku,
        {{ as_text('record', 'barcode') }} as barcode,
        {{ as_text('record', 'title') }} as variant_title,
        {{ as_text('record', 'price') }}::decimal(18,4) as price_amount,
        {{ as_text('record', 'compareAtPrice') }}::decimal(18,4) as compare_at_amount,
        {{ utc(as_text('record', 'createdAt')) }} as created_at,
        {{ utc(as_text('record', 'updatedAt')) }} as updated_at,
        {{ nulled }} as _nulled,
        _slice_id,
        _extracted_at,
        _file,
        _row
    from received
)

select * from final
