/*---
model: stg_google_ads__search_terms
about: Rows of the newest reading of each day; a row missing from a restatement is gone. Rare terms are left out.
grain: one row per search term, keyword, way of matching and day
key: [search_term_key]
materialize: view
owner: marketing
columns_of: stg_google_ads__search_terms_versions
---*/
with

received as (
    select * from {{ ref('stg_google_ads__search_terms_versions') }}
),

final as (
    {{ current_rows('received', 'stg_google_ads__search_terms_versions') }}
)

select * from final
