/*---
model: stg_shopify__products
grain: one row per product, its newest version
key: [product_record_key]
materialize: incremental
version: [updated_at, _extracted_at, _file, _row]
immutable_columns: [created_at]
owner: commerce
record: { id, title, productType, vendor, status, isGiftCard, createdAt, updatedAt }
columns:
  product_record_key: { type: varchar, about: "source:connection:product id", checks: [unique, not_null] }
  product_id: { type: varchar, checks: [not_null] }
  title: { type: varchar }
  product_type: { type: varchar }
  vendor: { type: varchar }
  status: { type: varchar, checks: [{ accepted: [ACTIVE, ARCHIVED, DRAFT, UNLISTED], severity: warn }] }
  is_gift_card: { type: boolean }
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
    select * from {{ source('shopify', 'products') }}
),

final as (
    select
        'shopify:' || _connection || ':' || {{ shopify_id('record', 'id') }} as product_record_key,
        {{ shopify_id('record', 'id') }} as product_id,
        {{ as_text('record', 'title') }} as title,
        nullif({{ as_text('record', 'productType') }}, '') as product_type,
        nullif({{ as_text('record', 'vendor') }}, '') as vendor,
        {{ as_text('record', 'status') }} as status,
        {{ as_text('record', 'isGiftCard') }}::boolean as is_gift_card,
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
