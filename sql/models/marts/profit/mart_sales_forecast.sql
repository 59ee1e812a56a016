/*---
model: mart_sales_forecast
about: >-
  Net sales of the months from the current one to the end of the year, over all shops: the same month a year ago times the growth of the last
  twelve or of the last three months, or the mean of the last three, whichever erred least one month ahead in the last twelve months. Its error
  there gives the interval; it is null with fewer than six months to judge by.
grain: one row per month from the current one to December
key: [month_date]
materialize: table
owner: commerce
date: month_date
decisions: [docs/decisions/0045-cost-and-profit.md]
columns:
  month_date: { type: date, checks: [not_null] }
  method: { type: varchar, checks: [not_null, { accepted: [growth_of_year, growth_of_quarter, last_months] }] }
  growth_rate: { type: "decimal(18,8)", about: "Those months relative to the same ones a year earlier; 1 is as much" }
  forecast_amount: { type: "decimal(18,4)", about: Of the whole month; null without a finished month, unit: reporting_currency }
  remaining_share: { type: "decimal(18,8)", about: Share of the month's days that are to come, checks: [not_null, { min: 0 }, { max: 1 }] }
  error_rate: { type: "decimal(18,8)", about: Root of the mean squared relative error of the method }
---*/
with

today as (
    select today, date_trunc('month', today)::date as current_month from {{ ref('int_today') }}
),

-- The first month may have begun before our data do.
finished as (
    select monthly.month_date, monthly.amount::double as amount
    from {{ ref('mart_monthly_profit') }} as monthly
    cross join today
    where monthly.line = 'net_sales' and monthly.month_date < today.current_month
    qualify row_number() over (order by monthly.month_date) > 1
),

paired as (
    select finished.month_date, finished.amount, before.amount as year_ago
    from finished
    left join finished as before on before.month_date = {{ months_after('finished.month_date', '-12') }}
),

-- The state of knowledge at the end of each month.
known as (
    select
        month_date,
        amount,
        year_ago,
        sum(case when year_ago is not null then amount end) over (order by month_date rows between 11 preceding and current row)
            / nullif(sum(year_ago) over (order by month_date rows between 11 preceding and current row), 0) as growth_of_year,
        sum(case when year_ago is not null then amount end) over (order by month_date rows between 2 preceding and current row)
            / nullif(sum(year_ago) over (order by month_date rows between 2 preceding and current row), 0) as growth_of_quarter,
        avg(amount) over (order by month_date rows between 2 preceding and current row) as last_three
    from paired
),

-- The forecast of each method for a month, made when the month before it was over.
said as (
    select month_date, amount, 'growth_of_year' as method, year_ago * lag(growth_of_year) over (order by month_date) as said_amount from known
    union all
    select month_date, amount, 'growth_of_quarter', year_ago * lag(growth_of_quarter) over (order by month_date) from known
    union all
    select month_date, amount, 'last_months', lag(last_three) over (order by month_date) from known
),

recent as (
    select *
    from said
    where said_amount > 0
    qualify row_number() over (partition by method order by month_date desc) <= 12
),

-- The method that erred least serves; the mean of the last months where none can be judged.
judged as (
    select method, sqrt(avg((amount / said_amount - 1) * (amount / said_amount - 1))) as error_rate
    from recent
    group by method
    having count(*) >= 6
),

chosen as (
    select method, error_rate
    from (
        select method, error_rate, 1 as preference from judged
        union all
        select 'last_months', null, 2
    ) as candidates
    qualify row_number() over (order by preference, error_rate, method) = 1
),

newest as (
    select growth_of_year, growth_of_quarter, last_three
    from known
    qualify row_number() over (order by month_date desc) = 1
),

numbers as (
    select digit from (values (0), (1), (2), (3), (4), (5), (6), (7), (8), (9), (10), (11)) as numbers (digit)
),

months as (
    select {{ months_after('today.current_month', 'numbers.digit') }} as month_date, today.today, numbers.digit
    from today
    cross join numbers
    where year({{ months_after('today.current_month', 'numbers.digit') }}) = year(today.current_month)
),

final as (
    select
        months.month_date,
        chosen.method,
        case chosen.method
            when 'growth_of_year' then newest.growth_of_year
            when 'growth_of_quarter' then newest.growth_of_quarter
        end::decimal(18,8) as growth_rate,
        coalesce(
            case chosen.method
                when 'growth_of_year' then ago.amount * newest.growth_of_year
                when 'growth_of_quarter' then ago.amount * newest.growth_of_quarter
            end,
            newest.last_three
        )::decimal(18,4) as forecast_amount,
        case
            when months.digit > 0 then 1
            else datediff('day', months.today, last_day(months.month_date)) / day(last_day(months.month_date))::double
        end::decimal(18,8) as remaining_share,
        chosen.error_rate::decimal(18,8) as error_rate
    from months
    cross join chosen
    left join newest on true
    left join finished as ago on ago.month_date = {{ months_after('months.month_date', '-12') }}
)

select * from final
