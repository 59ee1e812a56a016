/*---
model: stg_ecb__rates
about: Rates of the newest reading of each day
grain: one row per day and currency
key: [rate_key]
materialize: view
owner: commerce
columns_of: stg_ecb__rates_versions
---*/
with

received as (
    select * from {{ ref('stg_ecb__rates_versions') }}
),

final as (
    {{ current_rows('received', 'stg_ecb__rates_versions') }}
)

select * from final
