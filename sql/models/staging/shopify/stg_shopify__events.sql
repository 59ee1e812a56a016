/*---
model: stg_shopify__events
grain: one row per thing that happened to a product
key: [event_key]
materialize: incremental
version: [_extracted_at, _file, _row]
owner: commerce
record:
  id:
  action:
  createdAt:
  attributeToApp:
  attributeToUser:
  subjectId:
  subjectType:
columns:
  event_key: { type: varchar, about: "source:connection:id", checks: [unique, not_null] }
  event_id: { type: varchar, checks: [not_null] }
  connection: { type: varchar, checks: [not_null] }
  happened_at: { type: timestamp }
  action: { type: varchar, about: destroy is the only trace of a deleted product }
  subject_type: { type: varchar }
  subject_id: { type: varchar }
  product_record_key: { type: varchar, about: Null for other subjects than products }
  is_by_app: { type: boolean }
  is_by_user: { type: boolean }
  _nulled: { type: varchar, about: "Columns whose value could not be read, by name" }
  _slice_id: { type: varchar }
  _extracted_at: { type: timestamp }
  _file: { type: varchar }
  _row: { type: bigint }
---*/
with

received as (
    select * from {{ source('shopify', 'events') }}
),

final as (
    select
        'shopify:' || _connection || ':' || {{ shopify_id('record', 'id') }} as event_key,
        {{ shopify_id('record', 'id') }} as event_id,
        _connection as connection,
        {{ utc(as_text('record', 'createdAt')) }} as happened_at,
        {{ as_text('record', 'action') }} as action,
        {{ as_text('record', 'subjectType') }} as subject_type,
        {{ shopify_id('record', 'subjectId') }} as subject_id,
        case when {{ as_text('record', 'subjectType') }} = 'PRODUCT' then 'shopify:' || _connection || ':' || {{ shopify_id('record', 'subjectId') }} end as product_record_key,
        {{ as_text('record', 'attributeToApp') }}::boolean as is_by_app,
        {{ as_text('record', 'attributeToUser') }}::boolean as is_by_user,
        {{ nulled }} as _nulled,
        _slice_id,
        _extracted_at,
        _file,
        _row
    from received
)

select * from final
