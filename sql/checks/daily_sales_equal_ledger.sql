/*---
check: daily_sales_equal_ledger
about: "A day's total differs from the Σ of the ledger rows of that day"
table: marts.mart_daily_sales
family: reconciliation
severity: error
unit: days
---*/
with

ledger as (
    select event_date as sales_date, currency, sum(amount) as amount
    from {{ ref('fct_sales') }}
    group by event_date, currency
)

select
    coalesce(daily.sales_date, ledger.sales_date)::varchar || ' ' || coalesce(daily.currency, ledger.currency) as key,
    daily.total_amount,
    ledger.amount as ledger_amount
from {{ ref('mart_daily_sales') }} as daily
full outer join ledger on ledger.sales_date = daily.sales_date and ledger.currency = daily.currency
where coalesce(daily.total_amount, 0) <> coalesce(ledger.amount, 0)
