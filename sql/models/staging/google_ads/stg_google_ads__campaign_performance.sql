/*---
model: stg_google_ads__campaign_performance
about: What the newest reading of a day holds; a row that left it in a restatement is gone. Spend is whole here alone, for ads of Performance Max are in no report.
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
