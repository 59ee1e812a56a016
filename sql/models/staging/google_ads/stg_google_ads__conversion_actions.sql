/*---
model: stg_google_ads__conversion_actions
about: Rows of the newest reading of each day; a row missing from a restatement is gone.
grain: one row per campaign, conversion action, lag and day of the click
key: [conversion_action_key]
materialize: view
owner: marketing
columns_of: stg_google_ads__conversion_actions_versions
---*/
with

received as (
    select * from {{ ref('stg_google_ads__conversion_actions_versions') }}
),

final as (
    {{ current_rows('received', 'stg_google_ads__conversion_actions_versions') }}
)

select * from final
