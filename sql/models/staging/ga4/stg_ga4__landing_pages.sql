/*---
model: stg_ga4__landing_pages
about: Rows of the newest reading of each day; a row missing from a restatement is gone.
grain: one row per day and landing page
key: [landing_page_key]
materialize: view
owner: marketing
columns_of: stg_ga4__landing_pages_versions
---*/
with

received as (
    select * from {{ ref('stg_ga4__landing_pages_versions') }}
),

final as (
    {{ current_rows('received', 'stg_ga4__landing_pages_versions') }}
)

select * from final
