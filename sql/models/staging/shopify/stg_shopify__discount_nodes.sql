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
  summary: { type: varchar, about: "The discount in words; null when an app decides" }
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
        {{ as_text('record', 'discount.__typename') }} as discount_type,
        {{ as_text('record', 'discount.title') }} as title,
        {{ as_text('record', 'discount.status') }} as status,
        {{ as_text('record', 'discount.summary') }} as summary,
        {{ utc(as_text('record', 'discount.createdAt')) }} as created_at,
        {{ utc(as_text('record', 'discount.updatedAt')) }} as updated_at,
        {{ utc(as_text('record', 'discount.startsAt')) }} as starts_at,
        {{ utc(as_text('record', 'discount.endsAt')) }} as ends_at,
        {{ as_text('record', 'discount.asyncUsageCount') }}::bigint as used,
        {{ as_text('record', 'discount.usageLimit') }}::bigint as usage_limit,
        {{ as_text('record', 'discount.appliesOncePerCustomer') }}::boolean as is_once_per_customer,
        {{ as_text('record', 'discount.codesCount.count') }}::bigint as codes_count,
        {{ nulled }} as _nulled,
        _slice_id,
        _extracted_at,
        _file,
        _row
    from received
)

select * from final
