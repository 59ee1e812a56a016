/*---
model: fct_ad_spend
about: Spend of campaigns by day, of all ad accounts and of dropped files, as the vendors state it now. They restate the last weeks.
grain: one row per campaign and day
key: [ad_spend_key]
materialize: table
owner: marketing
date: spend_date
decisions: [docs/decisions/0045-cost-and-profit.md, docs/decisions/0044-reporting-currency.md]
columns:
  ad_spend_key: { type: varchar, checks: [unique, not_null] }
  spend_date: { type: date, about: Day of the account's own zone, checks: [not_null] }
  source: { type: varchar, checks: [not_null] }
  connection: { type: varchar, checks: [not_null] }
  campaign_key: { type: varchar }
  campaign_name: { type: varchar }
  channel_type: { type: varchar, about: "In the vendor's words" }
  impressions: { type: bigint, unit: impressions, checks: [{ min: 0 }] }
  clicks: { type: bigint, unit: clicks, checks: [{ min: 0 }] }
  spend_amount: { type: "decimal(18,4)", unit: currency, checks: [not_null, { min: 0, severity: warn }] }
  currency: { type: varchar }
  reporting_amount: { type: "decimal(18,4)", about: At the rate of spend_date; null without a rate, unit: reporting_currency }
  reporting_currency: { type: varchar }
---*/
with

spend as (
    select spend.*, today.reporting_currency, coalesce(spend.currency, today.reporting_currency) as own_currency
    from {{ union_of('ad_spend') }} as spend
    cross join {{ ref('int_today') }} as today
    where spend.spend_date <= today.today and spend.spend_amount is not null
),

final as (
    select
        spend.ad_spend_key,
        spend.spend_date,
        spend.source,
        spend.connection,
        spend.campaign_key,
        spend.campaign_name,
        spend.channel_type,
        spend.impressions,
        spend.clicks,
        spend.spend_amount,
        spend.own_currency as currency,
        case
            when spend.own_currency = spend.reporting_currency then spend.spend_amount
            else spend.spend_amount::decimal(28,4) * rates.reporting_rate
        end::decimal(18,4) as reporting_amount,
        spend.reporting_currency
    from spend
    left join {{ ref('int_exchange_rates') }} as rates
        on rates.currency = spend.own_currency and rates.rate_date = spend.spend_date
)

select * from final
