/*---
model: stg_woocommerce__shop
grain: one row per connection, its newest reading
key: [connection]
materialize: incremental
version: [_extracted_at, _file, _row]
owner: commerce
record: { name, timezone_string, gmt_offset }
columns:
  connection: { type: varchar, checks: [unique, not_null] }
  shop_name: { type: varchar }
  time_zone: { type: varchar, about: "IANA time zone of the shop's days; null when the site has a fixed offset" }
  utc_offset_hours: { type: "decimal(18,4)", about: "The site's offset, winter or summer time as of the reading", unit: hours }
  _nulled: { type: varchar, about: "Columns whose value could not be read, by name" }
  _slice_id: { type: varchar }
  _extracted_at: { type: timestamp }
  _file: { type: varchar }
  _row: { type: bigint }
---*/
with

received as (
    select * from {{ source('woocommerce', 'shop') }}
),

final as (
    select
        _connection as connection,
        {{ as_text('record', 'name') }} as shop_name,
        nullif({{ as_text('record', 'timezone_string') }}, '') as time_zone,
        nullif({{ as_text('record', 'gmt_offset') }}, '')::decimal(18,4) as utc_offset_hours,
        {{ nulled }} as _nulled,
        _slice_id,
        _extracted_at,
        _file,
        _row
    from received
)

select * from final
