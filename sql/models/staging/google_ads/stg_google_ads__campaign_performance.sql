/*---
model: stg_google_ads__campaign_performance
about: Rows of the newest reading of each day; a row missing from a restatement is gone. Only here is spend complete, because ads of Performance Max are in no report.
grain: one row per campaign and day
key: [campaign_performance_key]
materialize: view
owner: marketing
columns_of: stg_google_ads__campaign_performance_versions
---*/
with

received as (
    select * from {{ ref('stg_google_ads__campaign_performance_versions') }}
),

final as (
    {{ current_rows('received', 'stg_google_ads__campaign_performance_versions') }}
)

select * from final
