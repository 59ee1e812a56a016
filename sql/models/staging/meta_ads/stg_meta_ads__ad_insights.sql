/*---
model: stg_meta_ads__ad_insights
about: Rows of the newest reading of each day; a row missing from a restatement is gone. Claims are in the actions by window.
grain: one row per ad and day
key: [ad_insight_key]
materialize: view
owner: marketing
columns_of: stg_meta_ads__ad_insights_versions
---*/
with

received as (
    select * from {{ ref('stg_meta_ads__ad_insights_versions') }}
),

final as (
    {{ current_rows('received', 'stg_meta_ads__ad_insights_versions') }}
)

select * from final
