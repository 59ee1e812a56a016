/*---
model: stg_mailchimp__member_keys
grain: one row per member ever found by a sweep, its last sighting
key: [record_key]
materialize: incremental
version: [_extracted_at, _file, _row]
owner: customers
record:
  web_id:
  list_id:
columns:
  record_key: { type: varchar, about: "source:connection:list:id", checks: [unique, not_null] }
  connection: { type: varchar, checks: [not_null] }
  list_id: { type: varchar }
  _slice_id: { type: varchar }
  _extracted_at: { type: timestamp }
  _file: { type: varchar }
  _row: { type: bigint }
---*/
with

received as (
    select * from {{ source('mailchimp', 'member_keys') }}
),

final as (
    select
        'mailchimp:' || _connection || ':' || {{ as_text('record', 'list_id') }} || ':' || {{ as_text('record', 'web_id') }} as record_key,
        _connection as connection,
        {{ as_text('record', 'list_id') }} as list_id,
        _slice_id,
        _extracted_at,
        _file,
        _row
    from received
)

select * from final
