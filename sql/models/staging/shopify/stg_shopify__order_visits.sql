/*---
model: stg_shopify__order_visits
grain: one row per visit on the way to an order
key: [order_visit_key]
materialize: incremental
replace_partition: order_key
owner: marketing
columns:
  order_visit_key: { type: varchar, about: "source:connection:order:visit", checks: [unique, not_null] }
  order_key: { type: varchar, checks: [not_null] }
  occurred_at: { type: timestamp }
  visit_source: { type: varchar, about: "The vendor's own word, for example Google" }
  source_type: { type: varchar }
  utm_source: { type: varchar }
  utm_medium: { type: varchar }
  utm_campaign: { type: varchar }
  _nulled: { type: varchar, about: "Columns whose value could not be read, by name" }
---*/
with

journeys as (
    select * from {{ changed('stg_shopify__journey_moments') }}
),

final as (
    select
        journeys.order_key || ':' || {{ shopify_id('visit.value', 'id') }} as order_visit_key,
        journeys.order_key,
        {{ utc(as_text('visit.value', 'occurredAt')) }} as occurred_at,
        {{ as_text('visit.value', 'source') }} as visit_source,
        {{ as_text('visit.value', 'sourceType') }} as source_type,
        {{ as_text('visit.value', 'utmParameters.source') }} as utm_source,
        {{ as_text('visit.value', 'utmParameters.medium') }} as utm_medium,
        {{ as_text('visit.value', 'utmParameters.campaign') }} as utm_campaign,
        {{ nulled }} as _nulled
    from {{ explode('journeys', 'moments', 'visit') }}
)

select * from final
