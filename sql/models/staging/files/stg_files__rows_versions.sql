/*---
model: stg_files__rows_versions
about: Every row of every dropped file, in its last version, and each file itself as line 0.
grain: one row per table, file and row of it
key: [received_key]
materialize: incremental
version: [file_changed_at, line, _extracted_at, _file, _row]
owner: platform
record: { table, file, file_changed_at, line, key, mode, values }
columns:
  received_key: { type: varchar, about: "Of source:connection:table:file:row", checks: [unique, not_null] }
  connection: { type: varchar, checks: [not_null] }
  table_name: { type: varchar, checks: [not_null] }
  file: { type: varchar, checks: [not_null] }
  file_changed_at: { type: timestamp, about: When the file arrived or changed, checks: [not_null] }
  line: { type: bigint, about: 0 is the file itself, checks: [not_null] }
  row_id: { type: varchar, about: Its key columns; without any its file's content and line }
  mode: { type: varchar, about: append or replace }
  row_values: { type: nested, about: Column to value }
  _nulled: { type: varchar, about: "Columns whose value could not be read, by name" }
  _slice_id: { type: varchar }
  _extracted_at: { type: timestamp }
  _file: { type: varchar }
  _row: { type: bigint }
---*/
with

received as (
    select * from {{ source('files', 'rows') }}
),

named as (
    select
        _connection as connection,
        {{ as_text('record', 'table') }} as table_name,
        {{ as_text('record', 'file') }} as file,
        {{ utc(as_text('record', 'file_changed_at')) }} as file_changed_at,
        {{ as_text('record', 'line') }}::bigint as line,
        {{ as_text('record', 'key') }} as row_id,
        {{ as_text('record', 'mode') }} as mode,
        {{ object('record', 'values') }} as row_values,
        {{ nulled }} as _nulled,
        _slice_id,
        _extracted_at,
        _file,
        _row
    from received
),

placed as (
    select
        *,
        'files:' || connection || ':' || table_name || ':' || file || ':' || case when line = 0 then 'file' else 'row:' || row_id end as place
    from named
),

final as (
    select
        {{ hash_key('place') }} as received_key,
        connection,
        table_name,
        file,
        file_changed_at,
        line,
        row_id,
        mode,
        row_values,
        _nulled,
        _slice_id,
        _extracted_at,
        _file,
        _row
    from placed
)

select * from final
