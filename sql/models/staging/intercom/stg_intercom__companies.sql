/*---
model: stg_intercom__companies
grain: one row per company, its newest version
key: [company_key]
materialize: incremental
version: [updated_at, _extracted_at, _file, _row]
immutable_columns: [created_at]
owner: customers
record:
  id:
  name:
  industry:
  size:
  user_count:
  session_count:
  monthly_spend:
  created_at:
  updated_at:
columns:
  company_key: { type: varchar, about: "source:connection:id", checks: [unique, not_null] }
  company_id: { type: varchar, checks: [not_null] }
  connection: { type: varchar, checks: [not_null] }
  name_token: { type: varchar }
  industry: { type: varchar }
  employee_count: { type: bigint }
  contact_count: { type: bigint }
  session_count: { type: bigint }
  created_at: { type: timestamp }
  updated_at: { type: timestamp }
  _nulled: { type: varchar, about: "Columns whose value could not be read, by name" }
  _slice_id: { type: varchar }
  _extracted_at: { type: timestamp }
  _file: { type: varchar }
  _row: { type: bigint }
---*/
with

received as (
    select * from {{ source('intercom', 'companies') }}
),

final as (
    select
        'intercom:' || _connection || ':' || {{ as_text('record', 'id') }} as company_key,
        {{ as_text('record', 'id') }} as company_id,
        _connection as connection,
        {{ null_if_blank('record', 'name') }} as name_token,
        {{ null_if_blank('record', 'industry') }} as industry,
        {{ null_if_blank('record', 'size') }}::bigint as employee_count,
        {{ null_if_blank('record', 'user_count') }}::bigint as contact_count,
        {{ null_if_blank('record', 'session_count') }}::bigint as session_count,
        {{ from_seconds(null_if_blank('record', 'created_at')) }} as created_at,
        {{ from_seconds(null_if_blank('record', 'updated_at')) }} as updated_at,
        {{ nulled }} as _nulled,
        _slice_id,
        _extracted_at,
        _file,
        _row
    from received
)

select * from final
