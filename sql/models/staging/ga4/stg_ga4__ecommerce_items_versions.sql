/*---
model: stg_ga4__ecommerce_items_versions
grain: one row per day and item that was ever reported, its newest reading
key: [ecommerce_item_key]
materialize: incremental
restates: true
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
  report_date: { type: date, about: Day of the property; null in a row that the vendor merged }
  item_id: { type: varchar }
  item_name: { type: varchar }
  item_category: { type: varchar }
  items_viewed: { type: bigint }
  items_added_to_cart: { type: bigint }
  items_purchased: { type: bigint }
  item_revenue_amount: { type: "decimal(18,4)", unit: currency }
  is_thresholded: { type: boolean, about: The answer may lack rows of few users }
  has_other_row: { type: boolean, about: Rows beyond the daily limit were merged }
  is_sampled: { type: boolean }
  currency: { type: varchar }
  time_zone: { type: varchar, about: Time zone of the property's days }
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
        'ga4:' || _connection || ':' || coalesce({{ as_text('record', 'date') }}, '') || '~' || coalesce({{ as_text('record', 'itemId') }}, '') || '~' || coalesce({{ as_text('record', 'itemName') }}, '') || '~' || coalesce({{ as_text('record', 'itemCategory') }}, '') as ecommerce_item_key,
        _connection as connection,
        {{ compact_day('record', 'date') }}::date as report_date,
        {{ as_text('record', 'itemId') }} as item_id,
        {{ as_text('record', 'itemName') }} as item_name,
        {{ as_text('record', 'itemCategory') }} as item_category,
        {{ as_text('record', 'itemsViewed') }}::bigint as items_viewed,
        {{ as_text('record', 'itemsAddedToCart') }}::bigint as items_added_to_cart,
        {{ as_text('record', 'itemsPurchased') }}::bigint as items_purchased,
        {{ as_text('record', 'itemRevenue') }}::decimal(18,4) as item_revenue_amount,
        {{ as_text('record', 'subjectToThresholding') }}::boolean as is_thresholded,
        {{ as_text('record', 'dataLossFromOtherRow') }}::boolean as has_other_row,
        {{ as_text('record', 'isSampled') }}::boolean as is_sampled,
        {{ as_text('record', 'currencyCode') }} as currency,
        {{ as_text('record', 'timeZone') }} as time_zone,
        {{ nulled }} as _nulled,
        _slice_id,
        _extracted_at,
        _file,
        _row
    from received
)

select * from final
