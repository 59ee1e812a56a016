/*---
model: int_cost_rates__files
conforms: cost_rates
about: "The dropped table cost_rates: cost_type, and optionally shop, applies_to, valid_from, share, fixed, currency."
materialize: view
---*/
with

rows_of_files as (
    select * from {{ ref('stg_files__rows') }} where table_name = 'cost_rates'
),

final as (
    select
        row_key as cost_rate_key,
        'files' as source,
        connection,
        {{ json_scalar('row_values', 'shop') }} as shop_key,
        {{ json_scalar('row_values', 'cost_type') }} as cost_type,
        {{ json_scalar('row_values', 'applies_to') }} as applies_to,
        {{ json_scalar('row_values', 'valid_from') }}::date as valid_from,
        {{ json_scalar('row_values', 'share') }}::decimal(18,8) as share,
        {{ json_scalar('row_values', 'fixed') }}::decimal(18,4) as fixed_amount,
        {{ json_scalar('row_values', 'currency') }} as currency
    from rows_of_files
)

select * from final
