/*---
model: stg_magento__orders
grain: one row per order, its newest version
key: [order_key]
materialize: incremental
version: [updated_at, _extracted_at, _file, _row]
immutable_columns: [created_at]
required: [created_at, currency, total_amount]
owner: commerce
record:
  entity_id:
  increment_id:
  store_id:
  state:
  status:
  created_at:
  updated_at:
  base_currency_code:
  order_currency_code:
  base_to_order_rate:
  base_grand_total:
  grand_total:
  base_subtotal:
  base_discount_amount:
  base_discount_tax_compensation_amount:
  base_shipping_amount:
  base_shipping_discount_amount:
  base_shipping_discount_tax_compensation_amnt:
  base_shipping_incl_tax:
  base_shipping_tax_amount:
  base_tax_amount:
  base_total_paid:
  base_total_refunded:
  coupon_code:
  customer_id:
  customer_is_guest:
  customer_email:
  customer_firstname:
  billing_address: { telephone, city, region_code, country_id, zip_area }
  payment: { method }
  extension_attributes: { base_gift_cards_amount, base_customer_balance_amount }
  items:
    - item_id:
      parent_item_id:
      product_id:
      product_type:
      sku:
      name:
      qty_ordered:
      qty_canceled:
      qty_refunded:
      base_row_total:
      base_row_total_incl_tax:
      base_discount_amount:
      base_tax_amount:
      base_discount_tax_compensation_amount:
      base_original_price:
columns:
  order_key: { type: varchar, about: "source:connection:entity_id", checks: [unique, not_null] }
  order_id: { type: varchar, checks: [not_null] }
  connection: { type: varchar, checks: [not_null] }
  store_id: { type: varchar, about: The store view it was placed in }
  order_name: { type: varchar, about: The number shown to shoppers }
  customer_record_key: { type: varchar, about: "The shop's account; null for a guest" }
  email_token: { type: varchar }
  phone_token: { type: varchar }
  first_name_token: { type: varchar }
  country_code: { type: varchar }
  region_code: { type: varchar }
  city: { type: varchar }
  postcode_area: { type: varchar }
  created_at: { type: timestamp }
  is_ahead_of_reading: { type: boolean, about: Dated more than a day after it was read, checks: [not_null] }
  updated_at: { type: timestamp }
  state: { type: varchar, about: "new, processing, complete, closed, canceled, holded, payment_review" }
  status: { type: varchar, about: The merchant's word for the state }
  currency: { type: varchar, about: "Base currency of the books; all amounts here are in it" }
  presentment_currency: { type: varchar, about: The shopper's currency }
  presentment_rate: { type: "decimal(18,8)", about: Its units per unit of the shop's currency, unit: rate }
  total_amount: { type: "decimal(18,4)", about: "Tax included, before refunds", unit: shop currency }
  presentment_total_amount: { type: "decimal(18,4)", unit: presentment currency }
  subtotal_amount: { type: "decimal(18,4)", about: Goods without tax and before coupons, unit: shop currency }
  discount_amount: { type: "decimal(18,4)", about: "Positive, including tax if prices do", unit: shop currency }
  discount_tax_amount: { type: "decimal(18,4)", about: "Tax on the discount; the vendor calls it compensation", unit: shop currency }
  shipping_amount: { type: "decimal(18,4)", about: Without tax, unit: shop currency }
  shipping_discount_amount: { type: "decimal(18,4)", about: "Discount on shipping, without tax; part of the discount", unit: shop currency }
  shipping_tax_amount: { type: "decimal(18,4)", unit: shop currency }
  tax_amount: { type: "decimal(18,4)", about: Tax of goods after coupons and of shipping, unit: shop currency }
  paid_amount: { type: "decimal(18,4)", unit: shop currency }
  refunded_amount: { type: "decimal(18,4)", unit: shop currency }
  stored_value_amount: { type: "decimal(18,4)", about: "Paid by gift cards and store credit, which the total leaves out", unit: shop currency }
  coupon_code: { type: varchar }
  payment_method: { type: varchar }
  items: { type: nested }
  _nulled: { type: varchar, about: "Columns whose value could not be read, by name" }
  _slice_id: { type: varchar }
  _extracted_at: { type: timestamp }
  _file: { type: varchar }
  _row: { type: bigint }
---*/
with

received as (
    select * from {{ source('magento', 'orders') }}
),

final as (
    select
        'magento:' || _connection || ':' || {{ as_text('record', 'entity_id') }} as order_key,
        {{ as_text('record', 'entity_id') }} as order_id,
        _connection as connection,
        {{ as_text('record', 'store_id') }} as store_id,
        {{ as_text('record', 'increment_id') }} as order_name,
        case
            when {{ as_text('record', 'customer_is_guest') }} in ('1', 'true') then null
            else 'magento:' || _connection || ':' || nullif({{ as_text('record', 'customer_id') }}, '0')
        end as customer_record_key,
        nullif({{ as_text('record', 'customer_email') }}, '') as email_token,
        nullif({{ as_text('record', 'billing_address.telephone') }}, '') as phone_token,
        nullif({{ as_text('record', 'customer_firstname') }}, '') as first_name_token,
        {{ as_text('record', 'billing_address.country_id') }} as country_code,
        nullif({{ as_text('record', 'billing_address.region_code') }}, '') as region_code,
        nullif({{ as_text('record', 'billing_address.city') }}, '') as city,
        {{ as_text('record', 'billing_address.zip_area') }} as postcode_area,
        nullif({{ as_text('record', 'created_at') }}, '')::timestamp as created_at,
        coalesce(nullif({{ as_text('record', 'created_at') }}, '')::timestamp > _extracted_at + interval '1 day', false) as is_ahead_of_reading,
        nullif({{ as_text('record', 'updated_at') }}, '')::timestamp as updated_at,
        {{ as_text('record', 'state') }} as state,
        {{ as_text('record', 'status') }} as status,
        {{ as_text('record', 'base_currency_code') }} as currency,
        {{ as_text('record', 'order_currency_code') }} as presentment_currency,
        {{ as_text('record', 'base_to_order_rate') }}::decimal(18,8) as presentment_rate,
        {{ as_text('record', 'base_grand_total') }}::decimal(18,4) as total_amount,
        {{ as_text('record', 'grand_total') }}::decimal(18,4) as presentment_total_amount,
        {{ as_text('record', 'base_subtotal') }}::decimal(18,4) as subtotal_amount,
        abs({{ as_text('record', 'base_discount_amount') }}::decimal(18,4))::decimal(18,4) as discount_amount,
        coalesce({{ as_text('record', 'base_discount_tax_compensation_amount') }}::decimal(18,4), 0)::decimal(18,4) as discount_tax_amount,
        {{ as_text('record', 'base_shipping_amount') }}::decimal(18,4) as shipping_amount,
        (
            coalesce(abs({{ as_text('record', 'base_shipping_discount_amount') }}::decimal(18,4)), 0)
            - coalesce({{ as_text('record', 'base_shipping_discount_tax_compensation_amnt') }}::decimal(18,4), 0)
        )::decimal(18,4) as shipping_discount_amount,
        {{ as_text('record', 'base_shipping_tax_amount') }}::decimal(18,4) as shipping_tax_amount,
        {{ as_text('record', 'base_tax_amount') }}::decimal(18,4) as tax_amount,
        coalesce({{ as_text('record', 'base_total_paid') }}::decimal(18,4), 0)::decimal(18,4) as paid_amount,
        coalesce({{ as_text('record', 'base_total_refunded') }}::decimal(18,4), 0)::decimal(18,4) as refunded_amount,
        (
            coalesce(abs({{ as_text('record', 'extension_attributes.base_gift_cards_amount') }}::decimal(18,4)), 0)
            + coalesce(abs({{ as_text('record', 'extension_attributes.base_customer_balance_amount') }}::decimal(18,4)), 0)
        )::decimal(18,4) as stored_value_amount,
        {{ as_text('record', 'coupon_code') }} as coupon_code,
        {{ as_text('record', 'payment.method') }} as payment_method,
        {{ nested('record', 'items') }} as items,
        {{ nulled }} as _nulled,
        _slice_id,
        _extracted_at,
        _file,
        _row
    from received
)

select * from final
