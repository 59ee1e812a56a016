/*---
model: int_exchange_rates
about: >-
  What one unit of a currency is worth in the currency of the reports, by day, from the euro reference rates of the European Central Bank.
  A day without a rate, at weekends and holidays, has that of the business day before, for at most a week; after that it has none.
grain: one row per currency and day with a rate, without the currency of the reports
key: [currency, rate_date]
materialize: table
owner: commerce
decisions: [docs/decisions/0044-reporting-currency.md]
columns:
  currency: { type: varchar, checks: [not_null] }
  rate_date: { type: date, checks: [not_null] }
  reporting_currency: { type: varchar, checks: [not_null] }
  reporting_rate: { type: "decimal(18,10)", about: Units of the reporting currency for one unit, unit: rate, checks: [not_null, { min: 0 }] }
  published_date: { type: date, about: Business day on which the rate was published, checks: [not_null] }
  is_carried_forward: { type: boolean, about: "Of an earlier business day, because the day has none of its own", checks: [not_null] }
---*/
with

-- Two connections to the bank say the same.
published as (
    select currency, report_date, max(per_euro_rate) as per_euro_rate
    from {{ ref('stg_ecb__rates') }}
    where per_euro_rate > 0 and report_date < {{ as_of }}
    group by currency, report_date
    union all
    select 'EUR', report_date, 1
    from {{ ref('stg_ecb__rates') }}
    where report_date < {{ as_of }}
    group by report_date
),

later as (
    select digit from (values (0), (1), (2), (3), (4), (5), (6), (7)) as numbers (digit)
),

-- Each rate may serve its own day and the seven after it; the newest one does.
served as (
    select published.currency, published.report_date + later.digit::integer as rate_date, published.report_date, published.per_euro_rate
    from published
    cross join later
    qualify row_number() over (
        partition by published.currency, published.report_date + later.digit::integer order by published.report_date desc
    ) = 1
),

final as (
    select
        shop.currency,
        shop.rate_date,
        report.currency as reporting_currency,
        (report.per_euro_rate::double / shop.per_euro_rate::double)::decimal(18,10) as reporting_rate,
        least(shop.report_date, report.report_date) as published_date,
        least(shop.report_date, report.report_date) < shop.rate_date as is_carried_forward
    from served as shop
    join {{ ref('int_today') }} as today on true
    join served as report on report.rate_date = shop.rate_date and report.currency = today.reporting_currency
    where shop.currency <> today.reporting_currency
)

select * from final
