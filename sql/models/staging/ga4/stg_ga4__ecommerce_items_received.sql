/*---
model: stg_ga4__ecommerce_items_received
grain: one row per day and item that was ever reported, its newest reading
key: [ecommerce_item_key]
materialize: incremental
report: true
version: [_extracted_at, _file, _row]
owner: marketing
record:
  date:
  itemId:
  itemName:
  itemCategory:
  itemsViewed:
  itemsAddedToCart:
  itemsPurchased:
  itemRevenue:
  subjectToThresholding:
  dataLossFromOtherRow:
  isSampled:
  currencyCode:
  timeZone:
columns:
  ecommerce_item_key: { type: varchar, about: "source:connection:dimensions", checks: [unique, not_null] }
  connection: { type: varchar, checks: [not_null] }
  report_date: { type: date, about: Day of the property; null in a row the vendor threw together }
  item_id: { type: varchar }
  item_name: { type: varchar }
  item_category: { type: varchar }
  items_viewed: { type: bigint }
  items_added_to_cart: { type: bigint }
  items_purchased: { type: bigint }
  item_revenue_amount: { type: "decimal(18,4)", unit: currency }
  is_thresholded: { type: boolean, about: The answer may lack rows of few users }
  has_other_row: { type: boolean, about: Rows beyond the limit of a day were thrown together }
  is_sampled: { type: boolean }
  currency: { type: varchar }
  time_zone: { type: varchar, about: In which the property cuts days }
  _nulled: { type: varchar, about: "Columns whose value could not be read, by name" }
  _slice_id: { type: varchar }
  _extracted_at: { type: timestamp }
  _file: { type: varchar }
  _row: { type: bigint }
---*/
with

received as (
    select * from {{ source('ga4', 'ecommerce_items') }}
),

final as (
    select
        'ga4:' || _connection || ':' || coalesce({{ text('record', 'date') }}, '') || '~' || coalesce({{ text('record', 'itemId') }}, '') || '~' || coalesce({{ text('record', 'itemName') }}, '') || '~' || coalesce({{ text('record', 'itemCategory') }}, '') as ecommerce_item_key,
        _connection as connection,
        {{ compact_day('record', 'date') }}::date as report_date,
        {{ text('record', 'itemId') }} as item_id,
        {{ text('record', 'itemName') }} as item_name,
        {{ text('record', 'itemCategory') }} as item_category,
        {{ text('record', 'itemsViewed') }}::bigint as items_viewed,
        {{ text('record', 'itemsAddedToCart') }}::bigint as items_added_to_cart,
        {{ text('record', 'itemsPurchased') }}::bigint as items_purchased,
        {{ text('record', 'itemRevenue') }}::decimal(18,4) as item_revenue_amount,
        {{ text('record', 'subjectToThresholding') }}::boolean as is_thresholded,
        {{ text('record', 'dataLossFromOtherRow') }}::boolean as has_other_row,
        {{ text('record', 'isSampled') }}::boolean as is_sampled,
        {{ text('record', 'currencyCode') }} as currency,
        {{ text('record', 'timeZone') }} as time_zone,
        {{ nulled }} as _nulled,
        _slice_id,
        _extracted_at,
        _file,
        _row
    from received
)

select * from final
