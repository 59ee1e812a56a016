/*---
model: stg_meta_ads__ad_accounts
grain: one row per ad account, its newest reading
key: [account_key]
materialize: incremental
version: [_extracted_at, _file, _row]
owner: marketing
record: { id, name, currency, timezone_name }
columns:
  account_key: { type: varchar, about: "source:connection:id", checks: [unique, not_null] }
  account_id: { type: varchar, checks: [not_null] }
  connection: { type: varchar, checks: [not_null] }
  account_name_token: { type: varchar }
  currency: { type: varchar, about: Currency of every amount of the account }
  time_zone: { type: varchar, about: Time zone of the account's days }
  _slice_id: { type: varchar }
  _extracted_at: { type: timestamp }
  _file: { type: varchar }
  _row: { type: bigint }
---*/
with

received as (
    select * from {{ source('meta_ads', 'ad_accounts') }}
),

final as (
    select
        'meta_ads:' || _connection || ':' || {{ as_text('record', 'id') }} as account_key,
        replace({{ as_text('record', 'id') }}, 'act_', '') as account_id,
        _connection as connection,
        {{ as_text('record', 'name') }} as account_name_token,
        {{ as_text('record', 'currency') }} as currency,
        {{ as_text('record', 'timezone_name') }} as time_zone,
        _slice_id,
        _extracted_at,
        _file,
        _row
    from received
)

select * from final
