/*---
model: stg_shopify__sales_reports
about: The shop's own report of a day. Every reading has one row for each of its days, so the newest row of a day is its newest reading.
grain: one row per day of the shop, its newest reading
key: [sales_report_key]
materialize: incremental
version: [_extracted_at, _file, _row]
required: [report_date]
owner: commerce
record: { day, orders, gross_sales, discounts, sales_reversals, net_sales, shipping_charges, taxes, total_sales }
columns:
  sales_report_key: { type: varchar, about: "source:connection:day", checks: [unique, not_null] }
  connection: { type: varchar, checks: [not_null] }
  report_date: { type: date, about: Day of the shop, checks: [not_null] }
  orders_count: { type: bigint, about: Orders placed that day, unit: orders }
  gross_amount: { type: "decimal(18,4)", unit: shop currency }
  discount_amount: { type: "decimal(18,4)", about: Positive, unit: shop currency }
  reversal_amount: { type: "decimal(18,4)", about: "Positive: returned goods and adjustments", unit: shop currency }
  net_amount: { type: "decimal(18,4)", unit: shop currency }
  shipping_amount: { type: "decimal(18,4)", about: Net of its refunds, unit: shop currency }
  tax_amount: { type: "decimal(18,4)", about: Net of its refunds, unit: shop currency }
  total_amount: { type: "decimal(18,4)", unit: shop currency }
  _nulled: { type: varchar, about: "Columns whose value could not be read, by name" }
  _slice_id: { type: varchar }
  _extracted_at: { type: timestamp }
  _file: { type: varchar }
  _row: { type: bigint }
---*/
with

received as (
    select * from {{ source('shopify', 'sales_reports') }}
),

final as (
    select
        'shopify:' || _connection || ':' || left({{ as_text('record', 'day') }}, 10) as sales_report_key,
        _connection as connection,
        left({{ as_text('record', 'day') }}, 10)::date as report_date,
        {{ as_text('record', 'orders') }}::bigint as orders_count,
        {{ as_text('record', 'gross_sales') }}::decimal(18,4) as gross_amount,
        (-({{ as_text('record', 'discounts') }}::decimal(18,4)))::decimal(18,4) as discount_amount,
        (-({{ as_text('record', 'sales_reversals') }}::decimal(18,4)))::decimal(18,4) as reversal_amount,
        {{ as_text('record', 'net_sales') }}::decimal(18,4) as net_amount,
        {{ as_text('record', 'shipping_charges') }}::decimal(18,4) as shipping_amount,
        {{ as_text('record', 'taxes') }}::decimal(18,4) as tax_amount,
        {{ as_text('record', 'total_sales') }}::decimal(18,4) as total_amount,
        {{ nulled }} as _nulled,
        _slice_id,
        _extracted_at,
        _file,
        _row
    from received
)

select * from final
