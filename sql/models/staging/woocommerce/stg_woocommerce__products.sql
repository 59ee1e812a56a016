/*---
model: stg_woocommerce__products
grain: one row per product, its newest version
key: [product_key]
materialize: incremental
version: [updated_at, _extracted_at, _file, _row]
immutable_columns: [created_at]
owner: commerce
record:
  id:
  name:
  type:
  status:
  sku:
  global_unique_id:
  price:
  regular_price:
  sale_price:
  manage_stock:
  stock_quantity:
  date_created_gmt:
  date_modified_gmt:
  categories: [{ id, name }]
  brands: [{ id, name }]
columns:
  product_key: { type: varchar, about: "source:connection:id", checks: [unique, not_null] }
  product_id: { type: varchar, checks: [not_null] }
  connection: { type: varchar, checks: [not_null] }
  title: { type: varchar }
  product_type: { type: varchar, about: "simple, variable, grouped, external; a variable one is sold as its variations" }
  status: { type: varchar }
  sku: { type: varchar }
  barcode: { type: varchar, about: "GTIN, UPC, EAN or ISBN as entered; since version 9.2" }
  price_amount: { type: "decimal(18,4)", about: Current price, unit: shop currency }
  regular_price_amount: { type: "decimal(18,4)", unit: shop currency }
  sale_price_amount: { type: "decimal(18,4)", unit: shop currency }
  stock_units: { type: "decimal(18,4)", about: Null when the shop does not track stock, unit: units }
  created_at: { type: timestamp }
  updated_at: { type: timestamp }
  categories: { type: nested }
  brands: { type: nested }
  _nulled: { type: varchar, about: "Columns whose value could not be read, by name" }
  _slice_id: { type: varchar }
  _extracted_at: { type: timestamp }
  _file: { type: varchar }
  _row: { type: bigint }
---*/
with

received as (
    select * from {{ source('woocommerce', 'products') }}
),

final as (
    select
        'woocommerce:' || _connection || ':' || {{ as_text('record', 'id') }} as product_key,
        {{ as_text('record', 'id') }} as product_id,
        _connection as connection,
        {{ as_text('record', 'name') }} as title,
        {{ as_text('record', 'type') }} as product_type,
        {{ as_text('record', 'status') }} as status,
        nullif({{ as_text('record', 'sku') }}, '') as sku,
        nullif({{ as_text('record', 'global_unique_id') }}, '') as barcode,
        nullif({{ as_text('record', 'price') }}, '')::decimal(18,4) as price_amount,
        nullif({{ as_text('record', 'regular_price') }}, '')::decimal(18,4) as regular_price_amount,
        nullif({{ as_text('record', 'sale_price') }}, '')::decimal(18,4) as sale_price_amount,
        nullif({{ as_text('record', 'stock_quantity') }}, '')::decimal(18,4) as stock_units,
        nullif({{ as_text('record', 'date_created_gmt') }}, '')::timestamp as created_at,
        nullif({{ as_text('record', 'date_modified_gmt') }}, '')::timestamp as updated_at,
        {{ nested('record', 'categories') }} as categories,
        {{ nested('record', 'brands') }} as brands,
        {{ nulled }} as _nulled,
        _slice_id,
        _extracted_at,
        _file,
        _row
    from received
)

select * from final
