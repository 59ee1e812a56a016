/*---
model: mart_sales_reconciliation
about: >-
  Our ledger beside the shop's own daily sales report, each measure with the difference ours - theirs. A shop without a report (exports, no
  permission) has no rows.
grain: one row per shop and day of its report up to the day it was read
key: [connection, sales_date]
materialize: table
owner: commerce
decisions: [docs/decisions/0010-sales-ledger.md, docs/decisions/0041-shop-report.md]
columns:
  connection: { type: varchar, checks: [not_null] }
  sales_date: { type: date, about: Day of the shop, checks: [not_null] }
  currency: { type: varchar, about: Of the shop }
  is_comparable: { type: boolean, about: "The day was over when the report was read, none of its refunds was reported later, and it is not the first day, which may lack orders from before the start", checks: [not_null] }
  orders_count: { type: bigint, about: "Placed that day, test orders left out, cancelled ones not", unit: orders, checks: [not_null] }
  reported_orders_count: { type: bigint, unit: orders }
  gross_amount: { type: "decimal(18,4)", unit: currency, checks: [not_null] }
  reported_gross_amount: { type: "decimal(18,4)", unit: currency }
  gross_difference_amount: { type: "decimal(18,4)", unit: currency }
  discount_amount: { type: "decimal(18,4)", about: Positive, unit: currency, checks: [not_null] }
  reported_discount_amount: { type: "decimal(18,4)", unit: currency }
  discount_difference_amount: { type: "decimal(18,4)", unit: currency }
  refund_amount: { type: "decimal(18,4)", about: "Positive: goods and adjustments", unit: currency, checks: [not_null] }
  reported_refund_amount: { type: "decimal(18,4)", unit: currency }
  refund_difference_amount: { type: "decimal(18,4)", unit: currency }
  net_amount: { type: "decimal(18,4)", about: gross - discount - refund, unit: currency, checks: [not_null] }
  reported_net_amount: { type: "decimal(18,4)", unit: currency }
  net_difference_amount: { type: "decimal(18,4)", unit: currency }
  shipping_amount: { type: "decimal(18,4)", unit: currency, checks: [not_null] }
  reported_shipping_amount: { type: "decimal(18,4)", unit: currency }
  shipping_difference_amount: { type: "decimal(18,4)", unit: currency }
  tax_amount: { type: "decimal(18,4)", unit: currency, checks: [not_null] }
  reported_tax_amount: { type: "decimal(18,4)", unit: currency }
  tax_difference_amount: { type: "decimal(18,4)", unit: currency }
  total_amount: { type: "decimal(18,4)", unit: currency, checks: [not_null] }
  reported_total_amount: { type: "decimal(18,4)", unit: currency }
  total_difference_amount: { type: "decimal(18,4)", unit: currency }
---*/
with

reports as (
    select * from {{ union_of('sales_reports') }} as reports
),

-- Few rows: a run reads all its days at one moment.
readings as (
    select distinct reports.shop_key, reports.read_at, shops.time_zone, shops.currency
    from reports
    join {{ ref('int_shops') }} as shops on shops.shop_key = reports.shop_key
),

dated as (
    select
        readings.shop_key,
        readings.read_at,
        readings.currency,
        {{ local_date('readings.read_at', 'offsets') }} as read_date
    from readings
    left join {{ ref('int_utc_offsets') }} as offsets
        on offsets.time_zone = readings.time_zone
        and offsets.utc_week = {{ utc_week('readings.read_at') }}
),

reported as (
    select
        reports.*,
        dated.currency,
        reports.report_date < dated.read_date
            and reports.report_date > min(reports.report_date) over (partition by reports.shop_key) as is_comparable
    from reports
    join dated on dated.shop_key = reports.shop_key and dated.read_at = reports.read_at
    where reports.report_date <= dated.read_date
),

-- Other shops' ledgers are not looked at.
reporting as (
    select distinct shop_key from readings
),

orders as (
    select orders.order_key, identified.shop_key, orders.order_date, orders.updated_at
    from {{ ref('fct_orders') }} as orders
    join {{ ref('int_orders_identified') }} as identified on identified.order_key = orders.order_key
    join reporting on reporting.shop_key = identified.shop_key
    where not orders.is_test
),

placed as (
    select shop_key, order_date as sales_date, count(*) as orders_count
    from orders
    group by shop_key, order_date
),

ledger as (
    select
        orders.shop_key,
        sales.event_date as sales_date,
        sum(case when sales.event_type = 'sale' then sales.amount else 0 end) as gross_amount,
        -sum(case when sales.event_type = 'discount' then sales.amount else 0 end) as discount_amount,
        -sum(case when sales.event_type = 'refund' and sales.component in ('goods', 'adjustment') then sales.amount else 0 end) as refund_amount,
        sum(case when sales.component = 'shipping' then sales.amount else 0 end) as shipping_amount,
        sum(case when sales.component = 'tax' then sales.amount else 0 end) as tax_amount,
        sum(sales.amount) as total_amount
    from {{ ref('fct_sales') }} as sales
    join orders on orders.order_key = sales.order_key
    group by orders.shop_key, sales.event_date
),

-- A refund reported after the day's report was read: the report lacks it until the day is read again.
told_later as (
    select distinct orders.shop_key, sales.event_date as sales_date
    from {{ ref('fct_sales') }} as sales
    join orders on orders.order_key = sales.order_key
    join reported on reported.shop_key = orders.shop_key and reported.report_date = sales.event_date
    where sales.event_type = 'refund' and orders.updated_at > reported.read_at
),

compared as (
    select
        reported.connection,
        reported.report_date as sales_date,
        reported.currency,
        reported.is_comparable and told_later.sales_date is null as is_comparable,
        coalesce(placed.orders_count, 0)::bigint as orders_count,
        reported.orders_count as reported_orders_count,
        coalesce(ledger.gross_amount, 0)::decimal(18,4) as gross_amount,
        reported.gross_amount as reported_gross_amount,
        coalesce(ledger.discount_amount, 0)::decimal(18,4) as discount_amount,
        reported.discount_amount as reported_discount_amount,
        coalesce(ledger.refund_amount, 0)::decimal(18,4) as refund_amount,
        reported.refund_amount as reported_refund_amount,
        coalesce(ledger.gross_amount - ledger.discount_amount - ledger.refund_amount, 0)::decimal(18,4) as net_amount,
        reported.net_amount as reported_net_amount,
        coalesce(ledger.shipping_amount, 0)::decimal(18,4) as shipping_amount,
        reported.shipping_amount as reported_shipping_amount,
        coalesce(ledger.tax_amount, 0)::decimal(18,4) as tax_amount,
        reported.tax_amount as reported_tax_amount,
        coalesce(ledger.total_amount, 0)::decimal(18,4) as total_amount,
        reported.total_amount as reported_total_amount
    from reported
    left join placed on placed.shop_key = reported.shop_key and placed.sales_date = reported.report_date
    left join ledger on ledger.shop_key = reported.shop_key and ledger.sales_date = reported.report_date
    left join told_later on told_later.shop_key = reported.shop_key and told_later.sales_date = reported.report_date
),

final as (
    select
        connection,
        sales_date,
        currency,
        is_comparable,
        orders_count,
        reported_orders_count,
        gross_amount,
        reported_gross_amount,
        (gross_amount - reported_gross_amount)::decimal(18,4) as gross_difference_amount,
        discount_amount,
        reported_discount_amount,
        (discount_amount - reported_discount_amount)::decimal(18,4) as discount_difference_amount,
        refund_amount,
        reported_refund_amount,
        (refund_amount - reported_refund_amount)::decimal(18,4) as refund_difference_amount,
        net_amount,
        reported_net_amount,
        (net_amount - reported_net_amount)::decimal(18,4) as net_difference_amount,
        shipping_amount,
        reported_shipping_amount,
        (shipping_amount - reported_shipping_amount)::decimal(18,4) as shipping_difference_amount,
        tax_amount,
        reported_tax_amount,
        (tax_amount - reported_tax_amount)::decimal(18,4) as tax_difference_amount,
        total_amount,
        reported_total_amount,
        (total_amount - reported_total_amount)::decimal(18,4) as total_difference_amount
    from compared
)

select * from final
