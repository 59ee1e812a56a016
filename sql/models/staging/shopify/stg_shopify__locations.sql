/*---
model: stg_shopify__locations
grain: one row per stock location, its newest reading
key: [location_key]
materialize: incremental
version: [_extracted_at, _file, _row]
immutable_columns: [created_at]
owner: inventory
record: { id, name, isActive, createdAt }
columns:
  location_key: { type: varchar, about: "source:connection:id", checks: [unique, not_null] }
  location_id: { type: varchar, checks: [not_null] }
  connection: { type: varchar }
  location_name: { type: varchar }
  is_active: { type: boolean }
  created_at: { type: timestamp }
  _nulled: { type: varchar, about: "Columns whose value could not be read, by name" }
  _slice_id: { type: varchar }
  _extracted_at: { type: timestamp }
  _file: { type: varchar }
  _row: { type: bigint }
---*/
with

received as (
    select * from {{ source('shopify', 'locations') }}
),

final as (
    select
        'shopify:' || _connection || ':' || {{ shopify_id('record', 'id') }} as location_key,
        {{ shopify_id('record', 'id') }} as location_id,
        _connection as connection,
        {{ as_text('record', 'name') }} as location_name,
        {{ as_text('record', 'isActive') }}::boolean as is_active,
        {{ utc(as_text('record', 'createdAt')) }} as created_at,
        {{ nulled }} as _nulled,
        _slice_id,
        _extracted_at,
        _file,
        _row
    from received
)

select * from final
