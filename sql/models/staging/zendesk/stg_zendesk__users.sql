/*---
model: stg_zendesk__users
grain: one row per user, its newest version
key: [record_key]
materialize: incremental
version: [updated_at, _extracted_at, _file, _row]
immutable_columns: [created_at]
owner: customers
record:
  id:
  external_id:
  name:
  email:
  phone:
  role:
  active:
  suspended:
  locale:
  organization_id:
  created_at:
  updated_at:
columns:
  record_key: { type: varchar, about: "source:connection:id", checks: [unique, not_null] }
  record_id: { type: varchar, checks: [not_null] }
  connection: { type: varchar, checks: [not_null] }
  created_at: { type: timestamp }
  updated_at: { type: timestamp }
  external_id: { type: varchar, about: "The shop's customer id, if the shop sent it; the token of an address where a shop sends that" }
  role: { type: varchar, about: "end-user, agent or admin" }
  email_token: { type: varchar }
  phone_token: { type: varchar }
  name_token: { type: varchar }
  locale: { type: varchar }
  organization_key: { type: varchar }
  is_suspended: { type: boolean }
  _deleted_at: { type: timestamp, about: A deleted user stays in the export and is inactive }
  _nulled: { type: varchar, about: "Columns whose value could not be read, by name" }
  _slice_id: { type: varchar }
  _extracted_at: { type: timestamp }
  _file: { type: varchar }
  _row: { type: bigint }
---*/
with

received as (
    select * from {{ source('zendesk', 'users') }}
),

final as (
    select
        'zendesk:' || _connection || ':' || {{ as_text('record', 'id') }} as record_key,
        {{ as_text('record', 'id') }} as record_id,
        _connection as connection,
        {{ utc(null_if_blank('record', 'created_at')) }} as created_at,
        {{ utc(null_if_blank('record', 'updated_at')) }} as updated_at,
        case
            when {{ as_text('record', 'external_id') }} like 'gid://%' then {{ shopify_id('record', 'external_id') }}
            else {{ null_if_blank('record', 'external_id') }}
        end as external_id,
        {{ null_if_blank('record', 'role') }} as role,
        {{ null_if_blank('record', 'email') }} as email_token,
        {{ null_if_blank('record', 'phone') }} as phone_token,
        {{ null_if_blank('record', 'name') }} as name_token,
        {{ null_if_blank('record', 'locale') }} as locale,
        'zendesk:' || _connection || ':' || {{ as_text('record', 'organization_id') }} as organization_key,
        {{ null_if_blank('record', 'suspended') }}::boolean as is_suspended,
        case when {{ null_if_blank('record', 'active') }} = 'false' then {{ utc(null_if_blank('record', 'updated_at')) }} end as _deleted_at,
        {{ nulled }} as _nulled,
        _slice_id,
        _extracted_at,
        _file,
        _row
    from received
)

select * from final
