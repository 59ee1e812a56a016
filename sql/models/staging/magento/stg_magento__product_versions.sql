/*---
model: stg_magento__product_versions
about: Price, state and the attribute cost in every version of a product that was read.
grain: one row per product and version
key: [product_key, updated_at]
materialize: incremental
version: [_extracted_at, _file, _row]
owner: commerce
record: { id, sku, type_id, status, price, updated_at, custom_attributes: [{ attribute_code, value }] }
columns:
  product_key: { type: varchar, about: "source:connection:id", checks: [not_null] }
  connection: { type: varchar, checks: [not_null] }
  sku: { type: varchar }
  updated_at: { type: timestamp, checks: [not_null] }
  product_type: { type: varchar }
  is_enabled: { type: boolean }
  price_amount: { type: "decimal(18,4)", about: List price, unit: shop currency }
  unit_cost_amount: { type: "decimal(18,4)", about: Null where nobody entered one, unit: shop currency, checks: [{ min: 0 }] }
  _nulled: { type: varchar, about: "Columns whose value could not be read, by name" }
  _slice_id: { type: varchar }
  _extracted_at: { type: timestamp }
  _file: { type: varchar }
  _row: { type: bigint }
---*/
with

received as (
    select * from {{ source('magento', 'products') }}
),

final as (
    select
        'magento:' || _connection || ':' || {{ as_text('record', 'id') }} as product_key,
        _connection as connection,
        {{ as_text('record', 'sku') }} as sku,
        coalesce(nullif({{ as_text('record', 'updated_at') }}, '')::timestamp, _extracted_at) as updated_at,
        {{ as_text('record', 'type_id') }} as product_type,
        {{ as_text('record', 'status') }}::bigint = 1 as is_enabled,
        {{ as_text('record', 'price') }}::decimal(18,4) as price_amount,
        nullif({{ attribute_named(nested('record', 'custom_attributes'), 'cost') }}, '')::decimal(18,4) as unit_cost_amount,
        {{ nulled }} as _nulled,
        _slice_id,
        _extracted_at,
        _file,
        _row
    from received
)

select * from final
