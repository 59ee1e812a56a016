/*---
model: mart_daily_marketing
about: >-
  Sessions, valid orders, net sales and ad spend of all shops by day, side by side in the currency of the reports. Days are those of each
  source's own zone.
grain: one row per day with one of them
key: [marketing_date]
materialize: table
owner: marketing
date: marketing_date
decisions: [docs/decisions/0045-cost-and-profit.md, docs/decisions/0044-reporting-currency.md]
columns:
  marketing_date: { type: date, checks: [not_null] }
  sessions_count: { type: bigint, about: As the analytics count them, unit: sessions, checks: [not_null, { min: 0 }] }
  orders_count: { type: bigint, about: Valid orders in any currency, unit: orders, checks: [not_null, { min: 0 }] }
  net_amount: { type: "decimal(18,4)", about: "Net sales, events without a rate left out", unit: currency, checks: [not_null] }
  spend_amount: { type: "decimal(18,4)", about: "Ad spend, without that which has no rate", unit: currency, checks: [not_null] }
  currency: { type: varchar, about: Of the reports }
---*/
with

days as (
    select session_date as marketing_date, sum(sessions_count) as sessions, 0 as orders, 0 as net, 0 as spend
    from {{ ref('mart_daily_sessions') }}
    group by session_date
    union all
    select order_date, 0, count(*), 0, 0
    from {{ ref('fct_orders') }}
    where is_valid
    group by order_date
    union all
    select event_date, 0, 0, sum(reporting_amount), 0
    from {{ ref('fct_sales') }}
    where event_type in ('sale', 'discount') or event_type = 'refund' and component in ('goods', 'adjustment')
    group by event_date
    union all
    select spend_date, 0, 0, 0, sum(reporting_amount)
    from {{ ref('fct_ad_spend') }}
    group by spend_date
),

final as (
    select
        days.marketing_date,
        sum(days.sessions)::bigint as sessions_count,
        sum(days.orders)::bigint as orders_count,
        coalesce(sum(days.net), 0)::decimal(18,4) as net_amount,
        coalesce(sum(days.spend), 0)::decimal(18,4) as spend_amount,
        min(today.reporting_currency) as currency
    from days
    cross join {{ ref('int_today') }} as today
    group by days.marketing_date
)

select * from final
