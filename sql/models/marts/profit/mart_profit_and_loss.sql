/*---
model: mart_profit_and_loss
about: >-
  Plan, actual, variance and forecast of every line of the profit and loss statement, by month and for the current year, over all shops. Costs
  are positive. `lacks` says what is missing of a figure.
grain: one row per month or year and line
key: [period_type, period_date, line]
materialize: table
owner: commerce
decisions: [docs/decisions/0045-cost-and-profit.md]
columns:
  period_type: { type: varchar, checks: [not_null, { accepted: [month, year] }] }
  period_date: { type: date, about: First day of the month or year, checks: [not_null] }
  line: { type: varchar, checks: [not_null] }
  line_number: { type: bigint, about: Place in the statement, checks: [not_null] }
  status: { type: varchar, about: "closed if the period is over, open if it goes on, future if it is to come", checks: [not_null, { accepted: [closed, open, future] }] }
  actual_amount: { type: "decimal(18,4)", about: So far; null where nothing is known or the period is to come, unit: reporting_currency }
  plan_amount: { type: "decimal(18,4)", about: "Null without a plan; of a year, unless all of its months are planned", unit: reporting_currency }
  expected_amount: { type: "decimal(18,4)", about: "Actual, and the forecast of the days to come", unit: reporting_currency }
  expected_low_amount: { type: "decimal(18,4)", about: "Lower end of the interval of 80 %; null where it is not known", unit: reporting_currency }
  expected_high_amount: { type: "decimal(18,4)", about: "Upper end, likewise", unit: reporting_currency }
  variance_amount: { type: "decimal(18,4)", about: "expected_amount - plan_amount; of a closed month the actual less the plan. More cost than planned is positive too", unit: reporting_currency }
  variance_rate: { type: "decimal(18,8)", about: Variance relative to the plan }
  unknown_orders_count: { type: bigint, about: Orders of which this cost is not known, unit: orders, checks: [not_null, { min: 0 }] }
  unknown_net_amount: { type: "decimal(18,4)", about: Their net sales, unit: reporting_currency, checks: [not_null] }
  is_estimated: { type: boolean, about: Some of the actual stands on an assumption, checks: [not_null] }
  lacks: { type: varchar, about: "In words; null where nothing is missing" }
  reporting_currency: { type: varchar }
---*/
with

today as (
    select date_trunc('month', today)::date as current_month, date_trunc('year', today)::date as current_year, reporting_currency
    from {{ ref('int_today') }}
),

actual as (
    select * from {{ ref('mart_monthly_profit') }}
),

forecast as (
    select * from {{ ref('mart_sales_forecast') }}
),

plan as (
    select month_date, line, planned_amount as amount
    from {{ ref('mart_monthly_plan') }}
    where line <> 'orders'
),

-- Lines follow sales as they did in the last six finished months.
ratios as (
    select
        actual.line,
        case
            when count(actual.amount) = count(*) then sum(actual.amount)::double / nullif(sum(sales.amount)::double, 0)
        end as ratio
    from actual
    join actual as sales on sales.month_date = actual.month_date and sales.line = 'net_sales'
    cross join today
    where
        actual.month_date < today.current_month
        and actual.month_date >= {{ months_after('today.current_month', '-6') }}
    group by actual.line
),

line_names as (
    select line, line_number
    from (
        values ('net_sales', 1), ('net_sales_without_cost', 2), ('cogs', 3), ('cm1', 4), ('shipping_charged', 5), ('payment_fees', 6),
            ('shipping_cost', 7), ('packaging', 8), ('duties', 9), ('cm2', 10), ('marketing', 11), ('cm3', 12)
    ) as names (line, line_number)
),

periods as (
    select month_date from actual
    union
    select month_date from forecast
    union
    select month_date from plan
),

monthly as (
    select
        periods.month_date,
        names.line,
        names.line_number,
        case
            when periods.month_date < today.current_month then 'closed'
            when periods.month_date = today.current_month then 'open'
            else 'future'
        end as status,
        actual.amount as actual,
        plan.amount as plan,
        case when periods.month_date >= today.current_month then forecast.forecast_amount::double * forecast.remaining_share::double * ratios.ratio end as to_come,
        1.2816 * forecast.error_rate::double as spread,
        coalesce(actual.unknown_orders_count, 0) as unknown_orders,
        coalesce(actual.unknown_net_amount, 0) as unknown_net,
        coalesce(actual.is_estimated, false) as is_estimated,
        today.reporting_currency
    from periods
    cross join line_names as names
    cross join today
    left join actual on actual.month_date = periods.month_date and actual.line = names.line
    left join plan on plan.month_date = periods.month_date and plan.line = names.line
    left join forecast on forecast.month_date = periods.month_date
    left join ratios on ratios.line = names.line
),

outlook as (
    select
        monthly.*,
        case status
            when 'closed' then actual::double
            when 'open' then actual::double + to_come
            else to_come
        end as expected,
        case when status = 'closed' then 0 else abs(to_come) * spread end as reach
    from monthly
),

rows_of_periods as (
    select
        'month' as period_type, month_date as period_date, line, line_number, status, actual, plan, expected, expected - reach as low, expected + reach as high,
        unknown_orders, unknown_net, is_estimated, reporting_currency
    from outlook
    union all
    -- Errors of a year's months are taken to go the same way: the widest interval.
    select
        'year', today.current_year, outlook.line, outlook.line_number, 'open',
        case when count(case when outlook.status <> 'future' and outlook.actual is null then 1 end) = 0 then sum(outlook.actual) end,
        case when count(outlook.plan) = 12 then sum(outlook.plan) end,
        case when count(outlook.expected) = count(*) then sum(outlook.expected) end,
        case when count(outlook.expected - outlook.reach) = count(*) then sum(outlook.expected - outlook.reach) end,
        case when count(outlook.expected + outlook.reach) = count(*) then sum(outlook.expected + outlook.reach) end,
        sum(outlook.unknown_orders), sum(outlook.unknown_net), count_if(outlook.is_estimated) > 0, outlook.reporting_currency
    from outlook
    cross join today
    where date_trunc('year', outlook.month_date)::date = today.current_year
    group by today.current_year, outlook.line, outlook.line_number, outlook.reporting_currency
),

final as (
    select
        period_type,
        period_date,
        line,
        line_number::bigint as line_number,
        status,
        actual::decimal(18,4) as actual_amount,
        plan::decimal(18,4) as plan_amount,
        expected::decimal(18,4) as expected_amount,
        low::decimal(18,4) as expected_low_amount,
        high::decimal(18,4) as expected_high_amount,
        (expected::decimal(18,4) - plan)::decimal(18,4) as variance_amount,
        {{ share('(expected::decimal(18,4) - plan)', 'abs(plan)') }} as variance_rate,
        unknown_orders::bigint as unknown_orders_count,
        unknown_net::decimal(18,4) as unknown_net_amount,
        is_estimated,
        case
            when status = 'future' then null
            when unknown_orders > 0
                then
                    case when actual is null then 'nothing is known of ' else 'costs are missing of ' end || unknown_orders::varchar
                    || case when unknown_orders = 1 then ' order with ' else ' orders with ' end || unknown_net::decimal(18,2)::varchar || ' '
                    || coalesce(reporting_currency, '') || ' of net sales'
            when line in ('marketing', 'cm3') and actual is null then 'no ad account is connected'
            when line <> 'net_sales' and actual is null then 'one of its parts is not known'
        end as lacks,
        reporting_currency
    from rows_of_periods
    where status <> 'future' or expected is not null or plan is not null
)

select * from final
