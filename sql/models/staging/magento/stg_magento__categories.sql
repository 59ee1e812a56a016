/*---
model: stg_magento__categories
grain: one row per category, its newest reading
key: [category_key]
materialize: incremental
version: [_extracted_at, _file, _row]
owner: commerce
record:
  id:
  parent_id:
  name:
  is_active:
  level:
  path:
columns:
  category_key: { type: varchar, about: "source:connection:id", checks: [unique, not_null] }
  category_id: { type: varchar, checks: [not_null] }
  parent_category_id: { type: varchar }
  connection: { type: varchar, checks: [not_null] }
  category_name: { type: varchar }
  is_active: { type: boolean }
  level: { type: bigint, about: 0 for the hidden root }
  path: { type: varchar, about: Ids from the root }
  _nulled: { type: varchar, about: "Columns whose value could not be read, by name" }
  _slice_id: { type: varchar }
  _extracted_at: { type: timestamp }
  _file: { type: varchar }
  _row: { type: bigint }
---*/
with

received as (
    select * from {{ source('magento', 'categories') }}
),

final as (
    select
        'magento:' || _connection || ':' || {{ as_text('record', 'id') }} as category_key,
        {{ as_text('record', 'id') }} as category_id,
        nullif({{ as_text('record', 'parent_id') }}, '0') as parent_category_id,
        _connection as connection,
        {{ as_text('record', 'name') }} as category_name,
        {{ as_text('record', 'is_active') }} in ('true', '1') as is_active,
        {{ as_text('record', 'level') }}::bigint as level,
        {{ as_text('record', 'path') }} as path,
        {{ nulled }} as _nulled,
        _slice_id,
        _extracted_at,
        _file,
        _row
    from received
)

select * from final
