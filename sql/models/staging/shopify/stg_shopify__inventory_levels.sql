/*---
model: stg_shopify__inventory_levels
grain: one row per reading, inventory item and location
key: [inventory_item_key, location_id, _slice_id]
materialize: incremental
version: [_extracted_at, _file, _row]
required: [backed_units]
owner: inventory
record: { id, item: { id }, location: { id }, quantities: [{ name, quantity }] }
columns:
  inventory_item_key: { type: varchar, about: "source:connection:id", checks: [not_null] }
  location_id: { type: varchar, checks: [not_null] }
  connection: { type: varchar }
  backed_units: { type: bigint, about: "Available and committed together. Oversold units are committed, so this is not negative", unit: units, checks: [{ min: 0 }] }
  quantities: { type: nested }
  _slice_id: { type: varchar }
  _extracted_at: { type: timestamp }
  _file: { type: varchar }
  _row: { type: bigint }
---*/
with

received as (
    select * from {{ source('shopify', 'inventory_levels') }}
),

final as (
    select
        'shopify:' || _connection || ':' || {{ shopify_id('record', 'item.id') }} as inventory_item_key,
        {{ shopify_id('record', 'location.id') }} as location_id,
        _connection as connection,
        {{ sum_named(nested('record', 'quantities'), 'available', 'committed') }} as backed_units,
        {{ nested('record', 'quantities') }} as quantities,
        _slice_id,
        _extracted_at,
        _file,
        _row
    from received
)

select * from final
