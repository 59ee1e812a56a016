/*---
check: woocommerce_orders_equal_shop_report
about: >-
  A day of WooCommerce's own sales report differs by more than a cent from the ledger of that day's orders before refunds, or in their number.
  A day is compared once it was over at the start of the UTC day on which it was read (the vendor keeps an answer for a day) and no order of it
  changed since; the first day is not, nor is a day with orders in several currencies. Orders with a plugin's own status are not in the report.
  A report without any order is that of a shop that keeps its orders where the report does not look (HPOS without compatibility mode): not
  comparable
table: marts.fct_sales
family: reconciliation
severity: warn
unit: days
---*/
with

reports as (
    select
        connection,
        report_date,
        orders_count,
        total_amount,
        least(date_trunc('day', _extracted_at), {{ as_of }}) as known_at,
        min(report_date) over (partition by connection) as first_date,
        max(orders_count) over (partition by connection) as most_orders_count
    from {{ ref('stg_woocommerce__sales_reports') }}
),

shops as (
    select connection, time_zone, currency
    from {{ ref('int_shops') }}
    where source = 'woocommerce'
),

-- Few rows: a run reads all its days at about one moment.
readings as (
    select distinct reports.connection, reports.known_at, shops.time_zone, shops.currency
    from reports
    inner join shops on shops.connection = reports.connection
),

dated as (
    select
        readings.connection,
        readings.known_at,
        readings.currency,
        {{ local_date('readings.known_at', 'offsets') }} as known_date
    from readings
    left join {{ ref('int_utc_offsets') }} as offsets
        on offsets.time_zone = readings.time_zone
        and offsets.utc_week = {{ utc_week('readings.known_at') }}
),

comparable as (
    select
        reports.connection,
        reports.report_date,
        coalesce(reports.orders_count, 0) as orders_count,
        coalesce(reports.total_amount, 0) as total_amount,
        reports.known_at,
        dated.currency
    from reports
    inner join dated on dated.connection = reports.connection and dated.known_at = reports.known_at
    where reports.report_date > reports.first_date
        and reports.report_date < dated.known_date
        and reports.most_orders_count > 0
),

-- All orders the shop ever told, those that are gone or do not count as well.
told as (
    select
        orders.connection,
        {{ local_date('orders.created_at', 'offsets') }} as order_date,
        greatest(coalesce(orders.updated_at, orders.created_at), coalesce(gone._deleted_at, orders.created_at)) as changed_at
    from {{ ref('stg_woocommerce__orders') }} as orders
    inner join shops on shops.connection = orders.connection
    left join {{ ref('stg_woocommerce__deleted_orders') }} as gone on gone.order_key = orders.order_key
    left join {{ ref('int_utc_offsets') }} as offsets
        on offsets.time_zone = shops.time_zone
        and offsets.utc_week = {{ utc_week('orders.created_at') }}
),

changed as (
    select connection, order_date, max(changed_at) as changed_at
    from told
    group by connection, order_date
),

-- The ledger leaves nothing of these orders to payments: gift cards of plugins are fees or goods like others.
sold as (
    select order_key, sum(amount) as amount
    from {{ ref('fct_sales') }}
    where source = 'woocommerce' and event_type <> 'refund'
    group by order_key
),

placed as (
    select
        orders.connection,
        orders.order_date,
        count(*) as orders_count,
        sum(coalesce(sold.amount, 0)) as total_amount,
        count(distinct orders.currency) as currencies_count,
        min(orders.currency) as currency
    from {{ ref('fct_orders') }} as orders
    inner join {{ ref('stg_woocommerce__orders') }} as stated on stated.order_key = orders.order_key
    left join sold on sold.order_key = orders.order_key
    where orders.source = 'woocommerce' and stated.status in ('completed', 'processing', 'on-hold', 'refunded')
    group by orders.connection, orders.order_date
),

differing as (
    select
        comparable.connection,
        comparable.report_date,
        coalesce(placed.total_amount, 0) - comparable.total_amount as amount,
        coalesce(placed.orders_count, 0) - comparable.orders_count as orders_count,
        coalesce(placed.currency, comparable.currency) as currency
    from comparable
    left join placed
        on placed.connection = comparable.connection
        and placed.order_date = comparable.report_date
    left join changed
        on changed.connection = comparable.connection
        and changed.order_date = comparable.report_date
    where coalesce(placed.currencies_count, 0) <= 1
        and (changed.changed_at is null or changed.changed_at < comparable.known_at)
)

select
    connection || ' ' || report_date::varchar as key,
    abs(amount)::decimal(18,4) as amount,
    currency,
    orders_count as orders_difference_count
from differing
where abs(amount) > 0.01 or orders_count <> 0
