/*---
model: stg_meta_ads__creatives
grain: one row per creative, its newest reading
key: [creative_key]
materialize: incremental
version: [_extracted_at, _file, _row]
owner: marketing
record: { id, account_id, object_type, call_to_action_type, status }
columns:
  creative_key: { type: varchar, about: "source:connection:id", checks: [unique, not_null] }
  creative_id: { type: varchar, checks: [not_null] }
  connection: { type: varchar, checks: [not_null] }
  account_id: { type: varchar }
  object_type: { type: varchar }
  call_to_action_type: { type: varchar }
  status: { type: varchar }
  _slice_id: { type: varchar }
  _extracted_at: { type: timestamp }
  _file: { type: varchar }
  _row: { type: bigint }
---*/
with

received as (
    select * from {{ source('meta_ads', 'creatives') }}
),

final as (
    select
        'meta_ads:' || _connection || ':' || {{ as_text('record', 'id') }} as creative_key,
        {{ as_text('record', 'id') }} as creative_id,
        _connection as connection,
        {{ as_text('record', 'account_id') }} as account_id,
        {{ as_text('record', 'object_type') }} as object_type,
        {{ as_text('record', 'call_to_action_type') }} as call_to_action_type,
        {{ as_text('record', 'status') }} as status,
        _slice_id,
        _extracted_at,
        _file,
        _row
    from received
)

select * from final
