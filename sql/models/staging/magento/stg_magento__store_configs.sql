/*---
model: stg_magento__store_configs
grain: one row per view of the shop, its newest reading
key: [store_key]
materialize: incremental
version: [_extracted_at, _file, _row]
owner: commerce
record:
  id:
  code:
  timezone:
  base_currency_code:
  default_display_currency_code:
columns:
  store_key: { type: varchar, about: "source:connection:id", checks: [unique, not_null] }
  store_id: { type: varchar, checks: [not_null] }
  connection: { type: varchar, checks: [not_null] }
  store_code: { type: varchar }
  time_zone: { type: varchar, about: IANA time zone of the shop's days }
  currency: { type: varchar, about: Base currency of the books }
  presentment_currency: { type: varchar }
  _slice_id: { type: varchar }
  _extracted_at: { type: timestamp }
  _file: { type: varchar }
  _row: { type: bigint }
---*/
with

received as (
    select * from {{ source('magento', 'store_configs') }}
),

final as (
    select
        'magento:' || _connection || ':' || {{ as_text('record', 'id') }} as store_key,
        {{ as_text('record', 'id') }} as store_id,
        _connection as connection,
        {{ as_text('record', 'code') }} as store_code,
        nullif({{ as_text('record', 'timezone') }}, '') as time_zone,
        {{ as_text('record', 'base_currency_code') }} as currency,
        {{ as_text('record', 'default_display_currency_code') }} as presentment_currency,
        _slice_id,
        _extracted_at,
        _file,
        _row
    from received
)

select * from final
