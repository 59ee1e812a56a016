/*---
model: stg_ga4__funnel_steps
about: Rows of the newest reading of each day; a row missing from a restatement is gone.
grain: one row per day, step and kind of device
key: [funnel_step_key]
materialize: view
owner: marketing
columns_of: stg_ga4__funnel_steps_versions
---*/
with

received as (
    select * from {{ ref('stg_ga4__funnel_steps_versions') }}
),

final as (
    {{ current_rows('received', 'stg_ga4__funnel_steps_versions') }}
)

select * from final
