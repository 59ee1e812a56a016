/*---
model: stg_shopify__fulfillments
grain: one row per parcel of an order, its newest version
key: [fulfillment_key]
materialize: incremental
version: [updated_at, _extracted_at, _file, _row]
owner: commerce
record:
  id:
  status:
  displayStatus:
  createdAt:
  updatedAt:
  inTransitAt:
  deliveredAt:
  estimatedDeliveryAt:
  totalQuantity:
  order: { id }
  location: { id }
  trackingInfo: [{ company }]
columns:
  fulfillment_key: { type: varchar, about: "source:connection:id", checks: [unique, not_null] }
  fulfillment_id: { type: varchar, checks: [not_null] }
  connection: { type: varchar, checks: [not_null] }
  order_key: { type: varchar, checks: [not_null] }
  location_key: { type: varchar }
  status: { type: varchar, checks: [{ accepted: [CANCELLED, ERROR, FAILURE, SUCCESS, OPEN, PENDING], severity: warn }] }
  display_status: { type: varchar, about: Delivery progress of the parcel }
  units: { type: bigint, unit: units }
  created_at: { type: timestamp }
  updated_at: { type: timestamp }
  in_transit_at: { type: timestamp }
  delivered_at: { type: timestamp }
  estimated_delivery_at: { type: timestamp }
  tracking: { type: nested, about: Carriers; the numbers are tokens }
  _nulled: { type: varchar, about: "Columns whose value could not be read, by name" }
  _slice_id: { type: varchar }
  _extracted_at: { type: timestamp }
  _file: { type: varchar }
  _row: { type: bigint }
---*/
with

received as (
    select * from {{ source('shopify', 'fulfillments') }}
),

final as (
    select
        'shopify:' || _connection || ':' || {{ shopify_id('record', 'id') }} as fulfillment_key,
        {{ shopify_id('record', 'id') }} as fulfillment_id,
        _connection as connection,
        'shopify:' || _connection || ':' || {{ shopify_id('record', 'order.id') }} as order_key,
        'shopify:' || _connection || ':' || {{ shopify_id('record', 'location.id') }} as location_key,
        {{ as_text('record', 'status') }} as status,
        {{ as_text('record', 'displayStatus') }} as display_status,
        {{ as_text('record', 'totalQuantity') }}::bigint as units,
        {{ utc(as_text('record', 'createdAt')) }} as created_at,
        {{ utc(as_text('record', 'updatedAt')) }} as updated_at,
        {{ utc(as_text('record', 'inTransitAt')) }} as in_transit_at,
        {{ utc(as_text('record', 'deliveredAt')) }} as delivered_at,
        {{ utc(as_text('record', 'estimatedDeliveryAt')) }} as estimated_delivery_at,
        {{ nested('record', 'trackingInfo') }} as tracking,
        {{ nulled }} as _nulled,
        _slice_id,
        _extracted_at,
        _file,
        _row
    from received
)

select * from final
