/*---
model: stg_ecb__rates_versions
grain: one row per day and currency that was ever published, its newest reading
key: [rate_key]
materialize: incremental
restates: true
version: [_extracted_at, _file, _row]
required: [report_date, per_euro_rate]
owner: commerce
record:
  TIME_PERIOD:
  CURRENCY:
  OBS_VALUE:
columns:
  rate_key: { type: varchar, about: "source:connection:day~currency", checks: [unique, not_null] }
  connection: { type: varchar, checks: [not_null] }
  report_date: { type: date, about: Business day of the bank }
  currency: { type: varchar }
  per_euro_rate: { type: "decimal(18,8)", about: Units of the currency for one euro, unit: rate, checks: [{ min: 0, severity: warn }] }
  _nulled: { type: varchar, about: "Columns whose value could not be read, by name" }
  _slice_id: { type: varchar }
  _extracted_at: { type: timestamp }
  _file: { type: varchar }
  _row: { type: bigint }
---*/
with

received as (
    select * from {{ source('ecb', 'rates') }}
),

final as (
    select
        'ecb:' || _connection || ':' || {{ as_text('record', 'TIME_PERIOD') }} || '~' || {{ as_text('record', 'CURRENCY') }} as rate_key,
        _connection as connection,
        {{ as_text('record', 'TIME_PERIOD') }}::date as report_date,
        {{ as_text('record', 'CURRENCY') }} as currency,
        {{ as_text('record', 'OBS_VALUE') }}::decimal(18,8) as per_euro_rate,
        {{ nulled }} as _nulled,
        _slice_id,
        _extracted_at,
        _file,
        _row
    from received
)

select * from final
