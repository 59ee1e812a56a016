/*---
model: stg_ga4__audiences
about: Rows of the newest reading of each day; a row missing from a restatement is gone. The vendor withholds audiences of few users.
grain: one row per day and audience
key: [audience_key]
materialize: view
owner: marketing
columns_of: stg_ga4__audiences_versions
---*/
with

received as (
    select * from {{ ref('stg_ga4__audiences_versions') }}
),

final as (
    {{ current_rows('received', 'stg_ga4__audiences_versions') }}
)

select * from final
