/*---
model: stg_shopify__discount_codes
grain: one row per code, as it was read last
key: [discount_code_key]
materialize: incremental
version: [_extracted_at, _file, _row]
owner: commerce
record:
  id:
  code:
  asyncUsageCount:
  createdBy: { id, title }
  discount: { id, updatedAt }
columns:
  discount_code_key: { type: varchar, about: "source:connection:id; a removed code stays, because orders name it", checks: [unique, not_null] }
  discount_code_id: { type: varchar, checks: [not_null] }
  connection: { type: varchar, checks: [not_null] }
  discount_key: { type: varchar, about: The discount it belongs to }
  code: { type: varchar, about: As created; buyers write it in any case }
  used: { type: bigint, about: By the vendor's late count, unit: orders }
  app_id: { type: varchar, about: The app that created it; null when the merchant did }
  app_name: { type: varchar }
  discount_updated_at: { type: timestamp, about: Independent of changes of the code }
  _nulled: { type: varchar, about: "Columns whose value could not be read, by name" }
  _slice_id: { type: varchar }
  _extracted_at: { type: timestamp }
  _file: { type: varchar }
  _row: { type: bigint }
---*/
with

received as (
    select * from {{ source('shopify', 'discount_codes') }}
),

final as (
    select
        'shopify:' || _connection || ':' || {{ shopify_id('record', 'id') }} as discount_code_key,
        {{ shopify_id('record', 'id') }} as discount_code_id,
        _connection as connection,
        'shopify:' || _connection || ':' || {{ shopify_id('record', 'discount.id') }} as discount_key,
        {{ as_text('record', 'code') }} as code,
        {{ as_text('record', 'asyncUsageCount') }}::bigint as used,
        {{ shopify_id('record', 'createdBy.id') }} as app_id,
        {{ as_text('record', 'createdBy.title') }} as app_name,
        {{ utc(as_text('record', 'discount.updatedAt')) }} as discount_updated_at,
        {{ nulled }} as _nulled,
        _slice_id,
        _extracted_at,
        _file,
        _row
    from received
)

select * from final
