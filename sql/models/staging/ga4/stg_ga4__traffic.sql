/*---
model: stg_ga4__traffic
about: Rows of the newest reading of each day; a row missing from a restatement is gone. Only visits of people who consented.
grain: one row per day, source, medium, campaign and channel group
key: [traffic_key]
materialize: view
owner: marketing
columns_of: stg_ga4__traffic_versions
---*/
with

received as (
    select * from {{ ref('stg_ga4__traffic_versions') }}
),

final as (
    {{ current_rows('received', 'stg_ga4__traffic_versions') }}
)

select * from final
