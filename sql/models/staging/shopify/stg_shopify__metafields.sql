/*---
model: stg_shopify__metafields
grain: one row per custom field of a product, its newest version
key: [metafield_key]
materialize: incremental
version: [updated_at, _extracted_at, _file, _row]
owner: commerce
record:
  id:
  namespace:
  key:
  type:
  value:
  createdAt:
  updatedAt:
  owner: { id }
columns:
  metafield_key: { type: varchar, about: "source:connection:id", checks: [unique, not_null] }
  metafield_id: { type: varchar, checks: [not_null] }
  connection: { type: varchar, checks: [not_null] }
  product_record_key: { type: varchar }
  namespace: { type: varchar }
  field_name: { type: varchar }
  field_type: { type: varchar }
  value_token: { type: varchar, about: "A token: an app may store anything in a field" }
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
    select * from {{ source('shopify', 'metafields') }}
),

final as (
    select
        'shopify:' || _connection || ':' || {{ shopify_id('record', 'id') }} as metafield_key,
        {{ shopify_id('record', 'id') }} as metafield_id,
        _connection as connection,
        'shopify:' || _connection || ':' || {{ shopify_id('record', 'owner.id') }} as product_record_key,
        {{ as_text('record', 'namespace') }} as namespace,
        {{ as_text('record', 'key') }} as field_name,
        {{ as_text('record', 'type') }} as field_type,
        {{ as_text('record', 'value') }} as value_token,
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
