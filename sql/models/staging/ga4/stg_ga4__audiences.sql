/*---
model: stg_ga4__audiences
about: What the newest reading of a day holds; a row that left it in a restatement is gone. Audiences of few users are withheld by the vendor.
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
