/*---
model: stg_shopify__order_agreements
grain: one row per order, the newest reading of what was agreed about it and when
key: [order_key]
materialize: incremental
version: [order_updated_at, _extracted_at, _file, _row]
owner: commerce
record:
  id:
  updatedAt:
  edited:
  agreements:
    nodes:
      - id:
        happenedAt:
        reason:
        sales:
          nodes: [{ id, actionType, lineItem: { id } }]
columns:
  order_key: { type: varchar, about: "source:connection:id", checks: [unique, not_null] }
  order_id: { type: varchar, checks: [not_null] }
  connection: { type: varchar, checks: [not_null] }
  order_updated_at: { type: timestamp }
  is_edited: { type: boolean }
  agreements: { type: nested, about: Empty for an order that cannot have additions }
  _nulled: { type: varchar, about: "Columns whose value could not be read, by name" }
  _slice_id: { type: varchar }
  _extracted_at: { type: timestamp }
  _file: { type: varchar }
  _row: { type: bigint }
---*/
with

received as (
    select * from {{ source('shopify', 'order_agreements') }}
),

final as (
    select
        'shopify:' || _connection || ':' || {{ shopify_id('record', 'id') }} as order_key,
        {{ shopify_id('record', 'id') }} as order_id,
        _connection as connection,
        {{ utc(as_text('record', 'updatedAt')) }} as order_updated_at,
        {{ as_text('record', 'edited') }}::boolean as is_edited,
        {{ nested('record', 'agreements.nodes') }} as agreements,
        {{ nulled }} as _nulled,
        _slice_id,
        _extracted_at,
        _file,
        _row
    from received
)

select * from final
