/*---
model: stg_woocommerce__product_versions
about: >-
  Price, state and cost of goods sold in every version of a product that was read; the cost with what a variation has from its product. The shop
  says 0 where nobody entered a cost, so 0 is unknown.
grain: one row per product and version
key: [product_key, updated_at]
materialize: incremental
version: [_extracted_at, _file, _row]
owner: commerce
record: { id, sku, type, status, price, regular_price, date_modified_gmt, cost_of_goods_sold: { total_value } }
columns:
  product_key: { type: varchar, about: "source:connection:id", checks: [not_null] }
  connection: { type: varchar, checks: [not_null] }
  sku: { type: varchar }
  updated_at: { type: timestamp, checks: [not_null] }
  product_type: { type: varchar }
  status: { type: varchar }
  price_amount: { type: "decimal(18,4)", about: Current price, unit: shop currency }
  regular_price_amount: { type: "decimal(18,4)", unit: shop currency }
  unit_cost_amount: { type: "decimal(18,4)", about: Null where nobody entered one, unit: shop currency, checks: [{ min: 0 }] }
  _nulled: { type: varchar, about: "Columns whose value could not be read, by name" }
  _slice_id: { type: varchar }
  _extracted_at: { type: timestamp }
  _file: { type: varchar }
  _row: { type: bigint }
---*/
with

received as (
    select * from {{ source('woocommerce', 'products') }}
),

final as (
    select
        'woocommerce:' || _connection || ':' || {{ as_text('record', 'id') }} as product_key,
        _connection as connection,
        nullif({{ as_text('record', 'sku') }}, '') as sku,
        coalesce(nullif({{ as_text('record', 'date_modified_gmt') }}, '')::timestamp, _extracted_at) as updated_at,
        {{ as_text('record', 'type') }} as product_type,
        {{ as_text('record', 'status') }} as status,
        nullif({{ as_text('record', 'price') }}, '')::decimal(18,4) as price_amount,
        nullif({{ as_text('record', 'regular_price') }}, '')::decimal(18,4) as regular_price_amount,
        nullif({{ as_text('record', 'cost_of_goods_sold.total_value') }}::decimal(18,4), 0) as unit_cost_amount,
        {{ nulled }} as _nulled,
        _slice_id,
        _extracted_at,
        _file,
        _row
    from received
)

select * from final
