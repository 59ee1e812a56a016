/*---
model: stg_shopify__shop
grain: one row per connection, its newest reading
key: [connection]
materialize: incremental
version: [_extracted_at, _file, _row]
owner: commerce
record: { id, name, ianaTimezone, currencyCode }
columns:
  connection: { type: varchar, checks: [unique, not_null] }
  shop_name: { type: varchar }
  time_zone: { type: varchar, about: IANA time zone of the shop's days, checks: [not_null] }
  currency: { type: varchar, checks: [not_null] }
  _slice_id: { type: varchar }
  _extracted_at: { type: timestamp }
  _file: { type: varchar }
  _row: { type: bigint }
---*/
with

received as (
    select * from {{ source('shopify', 'shop') }}
),

final as (
    select
        _connection as connection,
        {{ as_text('record', 'name') }} as shop_name,
        {{ as_text('record', 'ianaTimezone') }} as time_zone,
        {{ as_text('record', 'currencyCode') }} as currency,
        _slice_id,
        _extracted_at,
        _file,
        _row
    from received
)

select * from final
