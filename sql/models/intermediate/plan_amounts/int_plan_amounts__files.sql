/*---
model: int_plan_amounts__files
conforms: plan_amounts
about: "The dropped table plan: month (any day of it), line, amount in the currency of the reports."
materialize: view
---*/
with

rows_of_files as (
    select * from {{ ref('stg_files__rows') }} where table_name = 'plan'
),

final as (
    select
        row_key as plan_amount_key,
        'files' as source,
        connection,
        null::varchar as shop_key,
        date_trunc('month', {{ json_scalar('row_values', 'month') }}::date)::date as month_date,
        lower({{ json_scalar('row_values', 'line') }}) as line,
        {{ json_scalar('row_values', 'amount') }}::decimal(18,4) as amount
    from rows_of_files
)

select * from final
