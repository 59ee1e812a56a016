/*---
model: stg_woocommerce__product_reviews
grain: one row per review, its newest reading
key: [review_key]
materialize: incremental
version: [_extracted_at, _file, _row]
immutable_columns: [created_at]
owner: commerce
record:
  id:
  product_id:
  status:
  rating:
  verified:
  reviewer_email:
  date_created_gmt:
columns:
  review_key: { type: varchar, about: "source:connection:id", checks: [unique, not_null] }
  review_id: { type: varchar, checks: [not_null] }
  connection: { type: varchar, checks: [not_null] }
  product_key: { type: varchar }
  status: { type: varchar }
  rating: { type: bigint, about: "1 to 5; 0 without stars" }
  is_buyer: { type: boolean }
  email_token: { type: varchar }
  created_at: { type: timestamp }
  _nulled: { type: varchar, about: "Columns whose value could not be read, by name" }
  _slice_id: { type: varchar }
  _extracted_at: { type: timestamp }
  _file: { type: varchar }
  _row: { type: bigint }
---*/
with

received as (
    select * from {{ source('woocommerce', 'product_reviews') }}
),

final as (
    select
        'woocommerce:' || _connection || ':' || {{ as_text('record', 'id') }} as review_key,
        {{ as_text('record', 'id') }} as review_id,
        _connection as connection,
        'woocommerce:' || _connection || ':' || {{ as_text('record', 'product_id') }} as product_key,
        {{ as_text('record', 'status') }} as status,
        {{ as_text('record', 'rating') }}::bigint as rating,
        {{ as_text('record', 'verified') }}::boolean as is_buyer,
        nullif({{ as_text('record', 'reviewer_email') }}, '') as email_token,
        nullif({{ as_text('record', 'date_created_gmt') }}, '')::timestamp as created_at,
        {{ nulled }} as _nulled,
        _slice_id,
        _extracted_at,
        _file,
        _row
    from received
)

select * from final
