/*---
model: stg_shopify__journey_moments
grain: one row per order, the newest reading of the way to it
key: [order_key]
materialize: incremental
version: [_extracted_at, _file, _row]
owner: marketing
record:
  id:
  updatedAt:
  createdAt:
  customerJourneySummary:
    ready:
    customerOrderIndex:
    daysToConversion:
    momentsCount: { count }
    moments:
      nodes:
        - id:
          occurredAt:
          source:
          sourceType:
          utmParameters: { source, medium, campaign }
columns:
  order_key: { type: varchar, about: "source:connection:id", checks: [unique, not_null] }
  order_id: { type: varchar, checks: [not_null] }
  connection: { type: varchar, checks: [not_null] }
  order_created_at: { type: timestamp }
  order_updated_at: { type: timestamp }
  is_ready: { type: boolean, about: True if the journey is final; before that the visits are incomplete }
  customer_order_index: { type: bigint, about: 0 is the first order of its customer, unit: orders }
  days_to_conversion: { type: bigint, about: From the first visit to the order, unit: days }
  visits: { type: bigint, about: Visits of the thirty days before the order, unit: visits }
  moments: { type: nested }
  _nulled: { type: varchar, about: "Columns whose value could not be read, by name" }
  _slice_id: { type: varchar }
  _extracted_at: { type: timestamp }
  _file: { type: varchar }
  _row: { type: bigint }
---*/
with

received as (
    select * from {{ source('shopify', 'journey_moments') }}
),

final as (
    select
        'shopify:' || _connection || ':' || {{ shopify_id('record', 'id') }} as order_key,
        {{ shopify_id('record', 'id') }} as order_id,
        _connection as connection,
        {{ utc(as_text('record', 'createdAt')) }} as order_created_at,
        {{ utc(as_text('record', 'updatedAt')) }} as order_updated_at,
        {{ as_text('record', 'customerJourneySummary.ready') }}::boolean as is_ready,
        {{ as_text('record', 'customerJourneySummary.customerOrderIndex') }}::bigint as customer_order_index,
        {{ as_text('record', 'customerJourneySummary.daysToConversion') }}::bigint as days_to_conversion,
        {{ as_text('record', 'customerJourneySummary.momentsCount.count') }}::bigint as visits,
        {{ nested('record', 'customerJourneySummary.moments.nodes') }} as moments,
        {{ nulled }} as _nulled,
        _slice_id,
        _extracted_at,
        _file,
        _row
    from received
)

select * from final
