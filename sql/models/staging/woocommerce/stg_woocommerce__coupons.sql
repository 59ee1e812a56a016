/*---
model: stg_woocommerce__coupons
grain: one row per code, its newest version
key: [coupon_key]
materialize: incremental
version: [updated_at, _extracted_at, _file, _row]
immutable_columns: [created_at]
owner: commerce
record:
  id:
  code:
  discount_type:
  amount:
  usage_count:
  date_created_gmt:
  date_modified_gmt:
  date_expires_gmt:
columns:
  coupon_key: { type: varchar, about: "source:connection:id", checks: [unique, not_null] }
  coupon_id: { type: varchar, checks: [not_null] }
  connection: { type: varchar, checks: [not_null] }
  code: { type: varchar }
  discount_type: { type: varchar, about: "percent, fixed_cart, fixed_product" }
  discount_value: { type: "decimal(18,4)", about: "Per cent, or an amount in the shop's currency, depending on the type" }
  used_count: { type: bigint, about: "Not kept up to date: as of the last change of the coupon" }
  created_at: { type: timestamp }
  updated_at: { type: timestamp }
  expires_at: { type: timestamp }
  _nulled: { type: varchar, about: "Columns whose value could not be read, by name" }
  _slice_id: { type: varchar }
  _extracted_at: { type: timestamp }
  _file: { type: varchar }
  _row: { type: bigint }
---*/
with

received as (
    select * from {{ source('woocommerce', 'coupons') }}
),

final as (
    select
        'woocommerce:' || _connection || ':' || {{ as_text('record', 'id') }} as coupon_key,
        {{ as_text('record', 'id') }} as coupon_id,
        _connection as connection,
        {{ as_text('record', 'code') }} as code,
        {{ as_text('record', 'discount_type') }} as discount_type,
        nullif({{ as_text('record', 'amount') }}, '')::decimal(18,4) as discount_value,
        {{ as_text('record', 'usage_count') }}::bigint as used_count,
        nullif({{ as_text('record', 'date_created_gmt') }}, '')::timestamp as created_at,
        nullif({{ as_text('record', 'date_modified_gmt') }}, '')::timestamp as updated_at,
        nullif({{ as_text('record', 'date_expires_gmt') }}, '')::timestamp as expires_at,
        {{ nulled }} as _nulled,
        _slice_id,
        _extracted_at,
        _file,
        _row
    from received
)

select * from final
