/*---
model: stg_shopify__collections
grain: one row per collection, its newest version
key: [collection_key]
materialize: incremental
version: [updated_at, _extracted_at, _file, _row]
owner: commerce
record:
  id:
  title:
  handle:
  sortOrder:
  updatedAt:
  productsCount: { count }
  products: { nodes: [{ id }] }
columns:
  collection_key: { type: varchar, about: "source:connection:id", checks: [unique, not_null] }
  collection_id: { type: varchar, checks: [not_null] }
  connection: { type: varchar, checks: [not_null] }
  title: { type: varchar }
  handle: { type: varchar }
  sort_order: { type: varchar }
  updated_at: { type: timestamp }
  products_count: { type: bigint, unit: products }
  products: { type: nested }
  _nulled: { type: varchar, about: "Columns whose value could not be read, by name" }
  _slice_id: { type: varchar }
  _extracted_at: { type: timestamp }
  _file: { type: varchar }
  _row: { type: bigint }
---*/
with

received as (
    select * from {{ source('shopify', 'collections') }}
),

final as (
    select
        'shopify:' || _connection || ':' || {{ shopify_id('record', 'id') }} as collection_key,
        {{ shopify_id('record', 'id') }} as collection_id,
        _connection as connection,
        {{ as_text('record', 'title') }} as title,
        {{ as_text('record', 'handle') }} as handle,
        {{ as_text('record', 'sortOrder') }} as sort_order,
        {{ utc(as_text('record', 'updatedAt')) }} as updated_at,
        {{ as_text('record', 'productsCount.count') }}::bigint as products_count,
        {{ nested('record', 'products.nodes') }} as products,
        {{ nulled }} as _nulled,
        _slice_id,
        _extracted_at,
        _file,
        _row
    from received
)

select * from final
