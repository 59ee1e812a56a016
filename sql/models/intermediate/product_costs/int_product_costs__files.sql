/*---
model: int_product_costs__files
conforms: product_costs
about: >-
  The dropped table product_costs: sku or product_key, unit_cost, and optionally currency, valid_from and shop (source:connection). A row
  without valid_from counts from the day its file came.
materialize: view
---*/
with

rows_of_files as (
    select * from {{ ref('stg_files__rows') }} where table_name = 'product_costs'
),

final as (
    select
        row_key as cost_statement_key,
        'files' as source,
        connection,
        {{ json_scalar('row_values', 'shop') }} as shop_key,
        {{ json_scalar('row_values', 'product_key') }} as product_key,
        {{ json_scalar('row_values', 'sku') }} as sku,
        {{ json_scalar('row_values', 'valid_from') }}::date as effective_date,
        file_changed_at as effective_at,
        {{ json_scalar('row_values', 'unit_cost') }}::decimal(18,4) as unit_cost_amount,
        {{ json_scalar('row_values', 'currency') }} as cost_currency
    from rows_of_files
)

select * from final
