/*---
model: stg_ga4__traffic
about: What the newest reading of a day holds; a row that left it in a restatement is gone. Only visits of people who accept being counted.
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
