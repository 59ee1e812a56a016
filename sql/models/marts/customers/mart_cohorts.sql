/*---
model: mart_cohorts
about: "Customers by the month of their first valid order, and their activity in each month since. Amounts in the reporting currency."
grain: one row per cohort and month since, up to this month
key: [cohort_month, month_index]
materialize: table
owner: customers
columns:
  cohort_month: { type: date, about: First day of the month, checks: [not_null] }
  month_index: { type: bigint, about: 0 is the month of the first order, checks: [not_null, { min: 0 }] }
  customers_count: { type: bigint, about: Size of the cohort, unit: customers, checks: [not_null, { min: 1 }] }
  active_customers_count: { type: bigint, about: With a valid order in the month, unit: customers, checks: [not_null, { min: 0 }] }
  orders_count: { type: bigint, about: Valid orders in the month, unit: orders, checks: [not_null, { min: 0 }] }
  net_amount: { type: "decimal(18,4)", about: Net sales of these orders, unit: reporting currency, checks: [not_null] }
  retention_rate: { type: "decimal(18,8)", about: "active ÷ customers; null while the month is not over", checks: [{ min: 0 }, { max: 1 }] }
  cumulative_amount: { type: "decimal(18,4)", about: Σ net_amount from month 0, unit: reporting currency, checks: [not_null] }
---*/
with

today as (
    select * from {{ ref('int_today') }}
),

orders as (
    select
        orders.customer_key,
        date_trunc('month', orders.order_date)::date as order_month,
        orders.order_index,
        coalesce(orders.reporting_net_amount, 0) as net_amount
    from {{ ref('fct_orders') }} as orders
    where orders.is_valid and orders.customer_key is not null
),

cohorts as (
    select customer_key, order_month as cohort_month from orders where order_index = 1
),

sizes as (
    select cohort_month, count(*) as customers_count from cohorts group by cohort_month
),

digits as (
    select digit from (values (0), (1), (2), (3), (4), (5), (6), (7), (8), (9)) as numbers (digit)
),

months as (
    select hundreds.digit * 100 + tens.digit * 10 + ones.digit as month_index
    from digits as ones
    cross join digits as tens
    cross join digits as hundreds
),

grid as (
    select
        sizes.cohort_month,
        sizes.customers_count,
        months.month_index,
        {{ months_after('sizes.cohort_month', 'months.month_index') }} as activity_month,
        today.today
    from sizes
    cross join today
    join months on {{ months_after('sizes.cohort_month', 'months.month_index') }} <= today.today
),

activity as (
    select
        cohorts.cohort_month,
        orders.order_month,
        count(distinct orders.customer_key) as active_customers_count,
        count(*) as orders_count,
        sum(orders.net_amount) as net_amount
    from orders
    join cohorts on cohorts.customer_key = orders.customer_key
    group by cohorts.cohort_month, orders.order_month
),

final as (
    select
        grid.cohort_month,
        grid.month_index::bigint as month_index,
        grid.customers_count::bigint as customers_count,
        coalesce(activity.active_customers_count, 0)::bigint as active_customers_count,
        coalesce(activity.orders_count, 0)::bigint as orders_count,
        coalesce(activity.net_amount, 0)::decimal(18,4) as net_amount,
        case
            when {{ months_after('grid.activity_month', '1') }} <= grid.today
                then {{ share('coalesce(activity.active_customers_count, 0)', 'grid.customers_count') }}
        end as retention_rate,
        sum(coalesce(activity.net_amount, 0)) over (
            partition by grid.cohort_month order by grid.month_index
            rows between unbounded preceding and current row
        )::decimal(18,4) as cumulative_amount
    from grid
    left join activity
        on activity.cohort_month = grid.cohort_month
        and activity.order_month = grid.activity_month
)

select * from final
