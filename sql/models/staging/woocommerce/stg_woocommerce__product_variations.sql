/*---
model: stg_woocommerce__product_variations
grain: one row per variation, its newest reading
key: [product_key]
materialize: incremental
version: [_extracted_at, _file, _row]
owner: commerce
record:
  id:
  _parent_id:
  parent_id:
  name:
  sku:
  global_unique_id:
  status:
  price:
  regular_price:
  sale_price:
  stock_quantity:
  date_created_gmt:
  date_modified_gmt:
columns:
  product_key: { type: varchar, about: "source:connection:id; products and variations share their numbers", checks: [unique, not_null] }
  variation_id: { type: varchar, checks: [not_null] }
  parent_product_key: { type: varchar }
  connection: { type: varchar, checks: [not_null] }
  title: { type: varchar }
  sku: { type: varchar }
  barcode: { type: varchar, about: "GTIN, UPC, EAN or ISBN as entered; since version 9.2" }
  status: { type: varchar }
  price_amount: { type: "decimal(18,4)", about: Current price, unit: shop currency }
  regular_price_amount: { type: "decimal(18,4)", unit: shop currency }
  sale_price_amount: { type: "decimal(18,4)", unit: shop currency }
  stock_units: { type: "decimal(18,4)", about: Null when the shop does not track stock, unit: units }
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
    select * from {{ source('woocommerce', 'product_variations') }}
),

final as (
    select
        'woocommerce:' || _connection || ':' || {{ as_text('record', 'id') }} as product_key,
        {{ as_text('record', 'id') }} as variation_id,
        'woocommerce:' || _connection || ':' || coalesce({{ as_text('record', '_parent_id') }}, {{ as_text('record', 'parent_id') }}) as parent_product_key,
        _connection as connection,
        {{ as_text('record', 'name') }} as title,
        nullif({{ as_text('record', 'sku') }}, '') as sku,
        nullif({{ as_text('record', 'global_unique_id') }}, '') as barcode,
        {{ as_text('record', 'status') }} as status,
        nullif({{ as_text('record', 'price') }}, '')::decimal(18,4) as price_amount,
        nullif({{ as_text('record', 'regular_price') }}, '')::decimal(18,4) as regular_price_amount,
        nullif({{ as_text('record', 'sale_price') }}, '')::decimal(18,4) as sale_price_amount,
        nullif({{ as_text('record', 'stock_quantity') }}, '')::decimal(18,4) as stock_units,
        nullif({{ as_text('record', 'date_created_gmt') }}, '')::timestamp as created_at,
        nullif({{ as_text('record', 'date_modified_gmt') }}, '')::timestamp as updated_at,
        {{ nulled }} as _nulled,
        _slice_id,
        _extracted_at,
        _file,
        _row
    from received
)

select * from final
