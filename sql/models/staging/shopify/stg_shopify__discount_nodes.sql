/*---
model: stg_shopify__discount_nodes
grain: one row per discount, its newest version
key: [discount_key]
materialize: incremental
version: [updated_at, _extracted_at, _file, _row]
owner: commerce
record:
  id:
  discount:
    __typename:
    title:
    status:
    summary:
    createdAt:
    updatedAt:
    startsAt:
    endsAt:
    asyncUsageCount:
    usageLimit:
    appliesOncePerCustomer:
    codesCount: { count }
columns:
  discount_key: { type: varchar, about: "source:connection:id", checks: [unique, not_null] }
  discount_id: { type: varchar, checks: [not_null] }
  connection: { type: varchar, checks: [not_null] }
  discount_type: { type: varchar, about: The vendor's type }
  title: { type: varchar }
  status: { type: varchar, checks: [{ accepted: [ACTIVE, EXPIRED, SCHEDULED], severity: warn }] }
  summary: { type: varchar, about: "What it takes off, in words; null where an app decides" }
  created_at: { type: timestamp }
  updated_at: { type: timestamp }
  starts_at: { type: timestamp }
  ends_at: { type: timestamp }
  used: { type: bigint, about: By the vendor's late count, unit: orders }
  usage_limit: { type: bigint, unit: orders }
  is_once_per_customer: { type: boolean }
  codes_count: { type: bigint, about: As of the last change of the discount, unit: codes }
  _nulled: { type: varchar, about: "Columns whose value could not be read, by name" }
  _slice_id: { type: varchar }
  _extracted_at: { type: timestamp }
  _file: { type: varchar }
  _row: { type: bigint }
---*/
with

received as (
    select * from {{ source('shopify', 'discount_nodes') }}
),

final as (
    select
        'shopify:' || _connection || ':' || {{ shopify_id('record', 'id') }} as discount_key,
        {{ shopify_id('record', 'id') }} as discount_id,
        _connection as connection,
        {{ text('record', 'discount.__typename') }} as discount_type,
        {{ text('record', 'discount.title') }} as title,
        {{ text('record', 'discount.status') }} as status,
        {{ text('record', 'discount.summary') }} as summary,
        {{ utc(text('record', 'discount.createdAt')) }} as created_at,
        {{ utc(text('record', 'discount.updatedAt')) }} as updated_at,
        {{ utc(text('record', 'discount.startsAt')) }} as starts_at,
        {{ utc(text('record', 'discount.endsAt')) }} as ends_at,
        {{ text('record', 'discount.asyncUsageCount') }}::bigint as used,
        {{ text('record', 'discount.usageLimit') }}::bigint as usage_limit,
        {{ text('record', 'discount.appliesOncePerCustomer') }}::boolean as is_once_per_customer,
        {{ text('record', 'discount.codesCount.count') }}::bigint as codes_count,
        {{ nulled }} as _nulled,
        _slice_id,
        _extracted_at,
        _file,
        _row
    from received
)

select * from final
