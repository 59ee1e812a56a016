/*---
model: int_order_charges__files
conforms: order_charges
about: "The dropped table order_charges: order_key, or order and shop (source:connection); cost_type, amount, and optionally currency."
materialize: view
---*/
with

rows_of_files as (
    select * from {{ ref('stg_files__rows') }} where table_name = 'order_charges'
),

final as (
    select
        row_key as order_charge_key,
        'files' as source,
        connection,
        {{ json_scalar('row_values', 'shop') }} as shop_key,
        {{ json_scalar('row_values', 'order_key') }} as order_key,
        {{ json_scalar('row_values', 'order') }} as order_name,
        {{ json_scalar('row_values', 'cost_type') }} as cost_type,
        {{ json_scalar('row_values', 'amount') }}::decimal(18,4) as amount,
        {{ json_scalar('row_values', 'currency') }} as currency
    from rows_of_files
)

select * from final
