/*---
model: stg_woocommerce__orders
grain: one row per order, its newest version
key: [order_key]
materialize: incremental
version: [updated_at, _extracted_at, _file, _row]
immutable_columns: [created_at]
required: [created_at, currency, total_amount]
owner: commerce
record:
  id:
  number:
  status:
  created_via:
  currency:
  prices_include_tax:
  date_created_gmt:
  date_modified_gmt:
  date_paid_gmt:
  date_completed_gmt:
  discount_total:
  discount_tax:
  shipping_total:
  shipping_tax:
  total:
  total_tax:
  customer_id:
  payment_method:
  billing: { first_name, email, phone, city, state, country, zip_area }
  line_items: [{ id, name, product_id, variation_id, sku, quantity, subtotal, subtotal_tax, total, total_tax }]
  shipping_lines: [{ id, method_title, method_id, total, total_tax }]
  fee_lines: [{ id, total, total_tax }]
  coupon_lines: [{ id, code, discount, discount_tax }]
  refunds: [{ id, total }]
columns:
  order_key: { type: varchar, about: "source:connection:id", checks: [unique, not_null] }
  order_id: { type: varchar, checks: [not_null] }
  connection: { type: varchar, checks: [not_null] }
  order_name: { type: varchar }
  customer_record_key: { type: varchar, about: "The shop's account; null for a guest, whose customer_id is 0" }
  email_token: { type: varchar }
  phone_token: { type: varchar }
  first_name_token: { type: varchar }
  country_code: { type: varchar }
  region_code: { type: varchar }
  city: { type: varchar }
  postcode_area: { type: varchar }
  created_at: { type: timestamp }
  is_ahead_of_reading: { type: boolean, about: Dated more than a day after it was read, checks: [not_null] }
  paid_at: { type: timestamp }
  completed_at: { type: timestamp }
  updated_at: { type: timestamp }
  status: { type: varchar, about: "pending, processing, on-hold, completed, cancelled, refunded, failed; plugins add their own" }
  created_via: { type: varchar, about: "checkout, store-api, admin, rest-api …; plugins add their own" }
  currency: { type: varchar }
  is_tax_included: { type: boolean, about: "True if displayed prices included tax; amounts of lines never do" }
  total_amount: { type: "decimal(18,4)", about: "The vendor's total of the order, including tax, before refunds", unit: shop currency }
  tax_amount: { type: "decimal(18,4)", about: Of goods and carriage, unit: shop currency }
  discount_amount: { type: "decimal(18,4)", about: "Discount by coupons, without tax", unit: shop currency }
  shipping_amount: { type: "decimal(18,4)", about: Without tax, unit: shop currency }
  shipping_tax_amount: { type: "decimal(18,4)", unit: shop currency }
  payment_method: { type: varchar }
  line_items: { type: nested }
  shipping_lines: { type: nested }
  fee_lines: { type: nested }
  coupon_lines: { type: nested }
  refunds: { type: nested, about: "Ids of the order's refunds; their content is a stream of its own" }
  _nulled: { type: varchar, about: "Columns whose value could not be read, by name" }
  _slice_id: { type: varchar }
  _extracted_at: { type: timestamp }
  _file: { type: varchar }
  _row: { type: bigint }
---*/
with

received as (
    select * from {{ source('woocommerce', 'orders') }}
),

final as (
    select
        'woocommerce:' || _connection || ':' || {{ as_text('record', 'id') }} as order_key,
        {{ as_text('record', 'id') }} as order_id,
        _connection as connection,
        {{ as_text('record', 'number') }} as order_name,
        'woocommerce:' || _connection || ':' || nullif({{ as_text('record', 'customer_id') }}, '0') as customer_record_key,
        nullif({{ as_text('record', 'billing.email') }}, '') as email_token,
        nullif({{ as_text('record', 'billing.phone') }}, '') as phone_token,
        nullif({{ as_text('record', 'billing.first_name') }}, '') as first_name_token,
        nullif({{ as_text('record', 'billing.country') }}, '') as country_code,
        nullif({{ as_text('record', 'billing.state') }}, '') as region_code,
        nullif({{ as_text('record', 'billing.city') }}, '') as city,
        {{ as_text('record', 'billing.zip_area') }} as postcode_area,
        nullif({{ as_text('record', 'date_created_gmt') }}, '')::timestamp as created_at,
        coalesce(nullif({{ as_text('record', 'date_created_gmt') }}, '')::timestamp > _extracted_at + interval '1 day', false) as is_ahead_of_reading,
        nullif({{ as_text('record', 'date_paid_gmt') }}, '')::timestamp as paid_at,
        nullif({{ as_text('record', 'date_completed_gmt') }}, '')::timestamp as completed_at,
        nullif({{ as_text('record', 'date_modified_gmt') }}, '')::timestamp as updated_at,
        {{ as_text('record', 'status') }} as status,
        {{ null_if_blank('record', 'created_via') }} as created_via,
        {{ as_text('record', 'currency') }} as currency,
        {{ as_text('record', 'prices_include_tax') }}::boolean as is_tax_included,
        nullif({{ as_text('record', 'total') }}, '')::decimal(18,4) as total_amount,
        nullif({{ as_text('record', 'total_tax') }}, '')::decimal(18,4) as tax_amount,
        nullif({{ as_text('record', 'discount_total') }}, '')::decimal(18,4) as discount_amount,
        nullif({{ as_text('record', 'shipping_total') }}, '')::decimal(18,4) as shipping_amount,
        nullif({{ as_text('record', 'shipping_tax') }}, '')::decimal(18,4) as shipping_tax_amount,
        nullif({{ as_text('record', 'payment_method') }}, '') as payment_method,
        {{ nested('record', 'line_items') }} as line_items,
        {{ nested('record', 'shipping_lines') }} as shipping_lines,
        {{ nested('record', 'fee_lines') }} as fee_lines,
        {{ nested('record', 'coupon_lines') }} as coupon_lines,
        {{ nested('record', 'refunds') }} as refunds,
        {{ nulled }} as _nulled,
        _slice_id,
        _extracted_at,
        _file,
        _row
    from received
)

select * from final
