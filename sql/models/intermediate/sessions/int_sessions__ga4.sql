/*---
model: int_sessions__ga4
conforms: sessions
about: Only visits of people who consented. Users are estimates that do not add up over days, so they are left out.
materialize: view
---*/
with

traffic as (
    select * from {{ ref('stg_ga4__traffic') }}
),

final as (
    select
        traffic_key as session_key,
        'ga4' as source,
        connection,
        null::varchar as shop_key,
        report_date as session_date,
        channel_group,
        source as traffic_source,
        medium,
        campaign_name,
        sessions,
        engaged_sessions,
        add_to_carts,
        checkouts,
        purchases,
        is_sampled
    from traffic
)

select * from final
