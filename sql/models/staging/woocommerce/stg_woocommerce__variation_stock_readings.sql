/*---
model: stg_woocommerce__variation_stock_readings
about: >-
  Stock of a variation at each reading; a reading holds all variations of the shop.
grain: one row per reading and variation
key: [product_key, _slice_id]
materialize: incremental
version: [_extracted_at, _file, _row]
owner: inventory
record: { id, sku, manage_stock, stock_quantity, stock_status, backorders_allowed }
columns:
  product_key: { type: varchar, about: "source:connection:id", checks: [not_null] }
  product_id: { type: varchar, checks: [not_null] }
  connection: { type: varchar, checks: [not_null] }
  sku: { type: varchar }
  stock_keeping: { type: varchar, about: "true: the shop counts its units; false: it does not; parent: those of the product" }
  stock_units: { type: "decimal(18,4)", about: Less what was ordered; negative with back orders, unit: units }
  stock_status: { type: varchar, about: "instock, outofstock or onbackorder" }
  allows_backorders: { type: boolean }
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
        {{ as_text('record', 'id') }} as product_id,
        _connection as connection,
        nullif({{ as_text('record', 'sku') }}, '') as sku,
        lower({{ as_text('record', 'manage_stock') }}) as stock_keeping,
        nullif({{ as_text('record', 'stock_quantity') }}, '')::decimal(18,4) as stock_units,
        {{ as_text('record', 'stock_status') }} as stock_status,
        {{ as_text('record', 'backorders_allowed') }}::boolean as allows_backorders,
        {{ nulled }} as _nulled,
        _slice_id,
        _extracted_at,
        _file,
        _row
    from received
)

select * from final
