/*---
model: stg_zendesk__organizations
grain: one row per organization, its newest version
key: [organization_key]
materialize: incremental
version: [updated_at, _extracted_at, _file, _row]
immutable_columns: [created_at]
owner: customers
record:
  id:
  name:
  created_at:
  updated_at:
  deleted_at:
columns:
  organization_key: { type: varchar, about: "source:connection:id", checks: [unique, not_null] }
  organization_id: { type: varchar, checks: [not_null] }
  connection: { type: varchar, checks: [not_null] }
  name_token: { type: varchar }
  created_at: { type: timestamp }
  updated_at: { type: timestamp }
  _deleted_at: { type: timestamp }
  _nulled: { type: varchar, about: "Columns whose value could not be read, by name" }
  _slice_id: { type: varchar }
  _extracted_at: { type: timestamp }
  _file: { type: varchar }
  _row: { type: bigint }
---*/
with

received as (
    select * from {{ source('zendesk', 'organizations') }}
),

final as (
    select
        'zendesk:' || _connection || ':' || {{ as_text('record', 'id') }} as organization_key,
        {{ as_text('record', 'id') }} as organization_id,
        _connection as connection,
        {{ null_if_blank('record', 'name') }} as name_token,
        {{ utc(null_if_blank('record', 'created_at')) }} as created_at,
        {{ utc(null_if_blank('record', 'updated_at')) }} as updated_at,
        {{ utc(null_if_blank('record', 'deleted_at')) }} as _deleted_at,
        {{ nulled }} as _nulled,
        _slice_id,
        _extracted_at,
        _file,
        _row
    from received
)

select * from final
