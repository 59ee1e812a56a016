/*---
model: int_product_links__files
conforms: product_links
about: Rows of the dropped table product_links; docs/examples/product-links has a file and its settings.
materialize: view
decisions: [docs/decisions/0046-products.md]
---*/
with

decided as (
    select * from {{ ref('stg_files__rows') }} where table_name = 'product_links'
),

final as (
    select
        row_key as link_key,
        'files' as source,
        connection,
        null::varchar as shop_key,
        lower(trim({{ json_scalar('row_values', 'action') }})) as action,
        trim({{ json_scalar('row_values', 'product_a') }}) as product_a,
        trim({{ json_scalar('row_values', 'product_b') }}) as product_b,
        {{ json_scalar('row_values', 'reason') }} as reason,
        {{ json_scalar('row_values', 'by') }} as decided_by_token,
        {{ utc(json_scalar('row_values', 'at')) }} as decided_at,
        file,
        line
    from decided
)

select * from final
