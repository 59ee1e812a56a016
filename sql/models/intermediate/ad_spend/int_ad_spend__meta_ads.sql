/*---
model: int_ad_spend__meta_ads
conforms: ad_spend
materialize: view
---*/
with

days as (
    select * from {{ ref('stg_meta_ads__campaign_insights') }}
),

final as (
    select
        campaign_insight_key as ad_spend_key,
        'meta_ads' as source,
        connection,
        null::varchar as shop_key,
        report_date as spend_date,
        campaign_key,
        campaign_name,
        null::varchar as channel_type,
        impressions,
        clicks,
        spend_amount,
        currency
    from days
)

select * from final
