/*---
model: stg_meta_ads__campaign_insights
about: Rows of the newest reading of each day; a row missing from a restatement is gone. Claims are in the actions by window.
grain: one row per campaign and day
key: [campaign_insight_key]
materialize: view
owner: marketing
columns_of: stg_meta_ads__campaign_insights_versions
---*/
with

received as (
    select * from {{ ref('stg_meta_ads__campaign_insights_versions') }}
),

final as (
    {{ current_rows('received', 'stg_meta_ads__campaign_insights_versions') }}
)

select * from final
