/*---
model: mart_daily_sales
grain: one row per day with an event and currency
key: [sales_date, currency]
materialize: table
owner: commerce
date: sales_date
decisions: [docs/decisions/0010-sales-ledger.md, docs/decisions/0011-valid-orders.md]
columns:
  sales_date: { type: date, about: "Day of the events: refunds on the day they were processed", checks: [not_null] }
  currency: { type: varchar, checks: [not_null] }
  orders_count: { type: bigint, about: Valid orders placed that day, unit: orders, checks: [not_null, { min: 0 }] }
  new_customer_orders_count: { type: bigint, about: First valid orders of a customer, unit: orders, checks: [not_null, { min: 0 }] }
  returning_customer_orders_count: { type: bigint, about: "Later orders; those of unknown guests count in neither", unit: orders, checks: [not_null, { min: 0 }] }
  units_count: { type: bigint, about: Units sold, unit: units, checks: [not_null] }
  gross_amount: { type: "decimal(18,4)", unit: currency, checks: [not_null] }
  discount_amount: { type: "decimal(18,4)", about: Positive, unit: currency, checks: [not_null] }
  refund_amount: { type: "decimal(18,4)", about: "Positive: goods and adjustments", unit: currency, checks: [not_null] }
  net_amount: { type: "decimal(18,4)", about: gross - discount - refund, unit: currency, checks: [not_null] }
  shipping_amount: { type: "decimal(18,4)", about: Net of its refunds, unit: currency, checks: [not_null] }
  tax_amount: { type: "decimal(18,4)", about: Net of its refunds, unit: currency, checks: [not_null] }
  total_amount: { type: "decimal(18,4)", about: Σ of all events, unit: currency, checks: [not_null] }
---*/
with

money as (
    select
        event_date as sales_date,
        currency,
        sum(case when event_type = 'sale' then quantity else 0 end) as units_count,
        sum(case when event_type = 'sale' then amount else 0 end) as gross_amount,
        -sum(case when event_type = 'discount' then amount else 0 end) as discount_amount,
        -sum(case when event_type = 'refund' and component in ('goods', 'adjustment') then amount else 0 end) as refund_amount,
        sum(case when component = 'shipping' then amount else 0 end) as shipping_amount,
        sum(case when component = 'tax' then amount else 0 end) as tax_amount,
        sum(amount) as total_amount
    from {{ ref('fct_sales') }}
    group by event_date, currency
),

orders as (
    select
        order_date as sales_date,
        currency,
        count(*) as orders_count,
        count_if(order_index = 1) as new_customer_orders_count,
        count_if(order_index > 1) as returning_customer_orders_count
    from {{ ref('fct_orders') }}
    where is_valid
    group by order_date, currency
),

final as (
    select
        coalesce(money.sales_date, orders.sales_date) as sales_date,
        coalesce(money.currency, orders.currency) as currency,
        coalesce(orders.orders_count, 0)::bigint as orders_count,
        coalesce(orders.new_customer_orders_count, 0)::bigint as new_customer_orders_count,
        coalesce(orders.returning_customer_orders_count, 0)::bigint as returning_customer_orders_count,
        coalesce(money.units_count, 0)::bigint as units_count,
        coalesce(money.gross_amount, 0)::decimal(18,4) as gross_amount,
        coalesce(money.discount_amount, 0)::decimal(18,4) as discount_amount,
        coalesce(money.refund_amount, 0)::decimal(18,4) as refund_amount,
        coalesce(money.gross_amount - money.discount_amount - money.refund_amount, 0)::decimal(18,4) as net_amount,
        coalesce(money.shipping_amount, 0)::decimal(18,4) as shipping_amount,
        coalesce(money.tax_amount, 0)::decimal(18,4) as tax_amount,
        coalesce(money.total_amount, 0)::decimal(18,4) as total_amount
    from money
    full outer join orders on orders.sales_date = money.sales_date and orders.currency = money.currency
)

select * from final
