/*---
model: stg_google_ads__ad_performance
about: Rows of the newest reading of each day; a row missing from a restatement is gone.
grain: one row per ad and day
key: [ad_performance_key]
materialize: view
owner: marketing
columns_of: stg_google_ads__ad_performance_versions
---*/
with

received as (
    select * from {{ ref('stg_google_ads__ad_performance_versions') }}
),

final as (
    {{ current_rows('received', 'stg_google_ads__ad_performance_versions') }}
)

select * from final
