/*---
model: stg_woocommerce__sales_reports
about: >-
  The shop's own report of a day: orders created that day that are completed, processing, on-hold or refunded, as they stood when it was read,
  without their refunds. Every reading has one row for each of its days, so the newest row of a day is its newest reading.
grain: one row per day of the shop, its newest reading
key: [sales_report_key]
materialize: incremental
version: [_extracted_at, _file, _row]
required: [report_date]
owner: commerce
decisions: [docs/decisions/0042-woocommerce-orders.md]
record: { day, sales, orders, items, tax, shipping, discount, customers }
columns:
  sales_report_key: { type: varchar, about: "source:connection:day", checks: [unique, not_null] }
  connection: { type: varchar, checks: [not_null] }
  report_date: { type: date, about: Day of the shop, checks: [not_null] }
  orders_count: { type: bigint, about: Created that day, unit: orders }
  units_count: { type: "decimal(18,4)", about: "Goods sold by weight have parts of a unit", unit: units }
  total_amount: { type: "decimal(18,4)", about: "Totals of the orders, with tax and shipping; orders of several currencies are added as numbers", unit: shop currency }
  tax_amount: { type: "decimal(18,4)", about: Of goods and shipping, unit: shop currency }
  shipping_amount: { type: "decimal(18,4)", about: Without tax, unit: shop currency }
  last_code_discount_amount: { type: "decimal(18,4)", about: "Discount by one coupon code, the last of the day, without tax: the vendor does not add up codes", unit: shop currency }
  new_customers_count: { type: bigint, about: Accounts opened that day, unit: customers }
  _nulled: { type: varchar, about: "Columns whose value could not be read, by name" }
  _slice_id: { type: varchar }
  _extracted_at: { type: timestamp }
  _file: { type: varchar }
  _row: { type: bigint }
---*/
with

received as (
    select * from {{ source('woocommerce', 'sales_reports') }}
),

final as (
    select
        'woocommerce:' || _connection || ':' || {{ as_text('record', 'day') }} as sales_report_key,
        _connection as connection,
        {{ as_text('record', 'day') }}::date as report_date,
        nullif({{ as_text('record', 'orders') }}, '')::bigint as orders_count,
        nullif({{ as_text('record', 'items') }}, '')::decimal(18,4) as units_count,
        nullif({{ as_text('record', 'sales') }}, '')::decimal(18,4) as total_amount,
        nullif({{ as_text('record', 'tax') }}, '')::decimal(18,4) as tax_amount,
        nullif({{ as_text('record', 'shipping') }}, '')::decimal(18,4) as shipping_amount,
        nullif({{ as_text('record', 'discount') }}, '')::decimal(18,4) as last_code_discount_amount,
        nullif({{ as_text('record', 'customers') }}, '')::bigint as new_customers_count,
        {{ nulled }} as _nulled,
        _slice_id,
        _extracted_at,
        _file,
        _row
    from received
)

select * from final
