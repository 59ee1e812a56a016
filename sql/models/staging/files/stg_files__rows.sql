/*---
model: stg_files__rows
about: Current tables of the dropped files. The last drop of a file counts; in replace mode the newest file is the whole table.
grain: one row per table and row of it
key: [row_key]
materialize: view
owner: platform
columns:
  row_key: { type: varchar, about: "source:connection:table:row", checks: [unique, not_null] }
  connection: { type: varchar, checks: [not_null] }
  table_name: { type: varchar, checks: [not_null] }
  row_id: { type: varchar, about: Its key columns; without any its file's content and line, checks: [not_null] }
  line: { type: bigint, about: "In the file, from 1", checks: [not_null] }
  row_values: { type: nested, about: "Column to value, read by the macro json_scalar" }
  file: { type: varchar, checks: [not_null] }
  file_changed_at: { type: timestamp, about: When the file arrived or changed, checks: [not_null] }
  _slice_id: { type: varchar }
  _extracted_at: { type: timestamp }
  _file: { type: varchar }
  _row: { type: bigint }
---*/
with

received as (
    select * from {{ ref('stg_files__rows_versions') }}
),

-- A file is represented by its line 0, which exists even when it holds no row.
ranked as (
    select
        connection,
        table_name,
        file,
        file_changed_at,
        row_number() over (partition by connection, table_name order by file_changed_at desc, file desc) as age,
        first_value(mode) over (partition by connection, table_name order by file_changed_at desc, file desc) as newest_mode
    from received
    where line = 0
),

counted as (
    select connection, table_name, file, file_changed_at
    from ranked
    where newest_mode = 'append' or age = 1
),

final as (
    select
        'files:' || received.connection || ':' || received.table_name || ':' || received.row_id as row_key,
        received.connection,
        received.table_name,
        received.row_id,
        received.line,
        received.row_values,
        received.file,
        received.file_changed_at,
        received._slice_id,
        received._extracted_at,
        received._file,
        received._row
    from received
    join counted
        on counted.connection = received.connection
        and counted.table_name = received.table_name
        and counted.file = received.file
        and counted.file_changed_at = received.file_changed_at
    where received.line > 0
    qualify row_number() over (
        partition by received.connection, received.table_name, received.row_id
        order by received.file_changed_at desc, received.file desc
    ) = 1
)

select * from final
