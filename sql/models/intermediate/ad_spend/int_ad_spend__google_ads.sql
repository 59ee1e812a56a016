/*---
model: int_ad_spend__google_ads
conforms: ad_spend
materialize: view
---*/
with

days as (
    select * from {{ ref('stg_google_ads__campaign_performance') }}
),

final as (
    select
        campaign_performance_key as ad_spend_key,
        'google_ads' as source,
        connection,
        null::varchar as shop_key,
        report_date as spend_date,
        campaign_key,
        campaign_name,
        channel_type,
        impressions,
        clicks,
        spend_amount,
        currency
    from days
)

select * from final
