/*---
model: stg_shopify__inventory_items
grain: one row per reading and inventory item
key: [inventory_item_key, _slice_id]
materialize: incremental
version: [_extracted_at, _file, _row]
immutable_columns: [created_at]
owner: inventory
record: { id, sku, tracked, createdAt, unitCost: { amount, currencyCode } }
columns:
  inventory_item_key: { type: varchar, about: "source:connection:id", checks: [not_null] }
  inventory_item_id: { type: varchar, checks: [not_null] }
  connection: { type: varchar }
  sku: { type: varchar }
  is_tracked: { type: boolean }
  unit_cost_amount: { type: "decimal(18,4)", unit: cost_currency, checks: [{ min: 0 }] }
  cost_currency: { type: varchar }
  created_at: { type: timestamp }
  _nulled: { type: varchar, about: "Columns whose value could not be read, by name" }
  _slice_id: { type: varchar }
  _extracted_at: { type: timestamp }
  _file: { type: varchar }
  _row: { type: bigint }
---*/
with

received as (
    select * from {{ source('shopify', 'inventory_items') }}
),

final as (
    select
        'shopify:' || _connection || ':' || {{ shopify_id('record', 'id') }} as inventory_item_key,
        {{ shopify_id('record', 'id') }} as inventory_item_id,
        _connection as connection,
        {{ as_text('record', 'sku') }} as sku,
        {{ as_text('record', 'tracked') }}::boolean as is_tracked,
        {{ as_text('record', 'unitCost.amount') }}::decimal(18,4) as unit_cost_amount,
        {{ as_text('record', 'unitCost.currencyCode') }} as cost_currency,
        {{ utc(as_text('record', 'createdAt')) }} as created_at,
        {{ nulled }} as _nulled,
        _slice_id,
        _extracted_at,
        _file,
        _row
    from received
)

select * from final
