/*---
model: int_quarter_hours_dated
about: >-
  Cutting days is asked once for each quarter of an hour in which anything happened, not once for each row: no zone's offset
  or change of offset lies inside one.
grain: one row per zone and quarter of an hour
key: [time_zone, quarter_at]
materialize: table
fixed: true
owner: commerce
columns:
  time_zone: { type: varchar, checks: [not_null] }
  quarter_at: { type: timestamp, about: UTC, checks: [not_null] }
  local_date: { type: date, checks: [not_null] }
---*/
with

zones as (
    select distinct time_zone from {{ ref('int_shops_read') }}
    union
    select 'UTC' as time_zone
),

now as (
    select {{ as_of }} as as_of_at
),

quarters as (
    select {{ quarter_hour('processed_at') }} as quarter_at from {{ ref('stg_shopify__orders') }}
    union
    select {{ quarter_hour('cancelled_at') }} as quarter_at from {{ ref('stg_shopify__orders') }} where cancelled_at is not null
    union
    select {{ quarter_hour('processed_at') }} as quarter_at from {{ ref('stg_shopify__refunds') }}
    union
    select {{ quarter_hour('processed_at') }} as quarter_at from {{ ref('stg_shopify__transactions') }}
    union
    select {{ quarter_hour('joined_at') }} as quarter_at from {{ ref('stg_shopify__joined_lines') }}
    union
    select {{ quarter_hour('_extracted_at') }} as quarter_at from {{ ref('stg_shopify__inventory_levels') }}
    union
    select {{ quarter_hour('_extracted_at') }} as quarter_at from {{ ref('stg_shopify__inventory_items') }}
    union
    select {{ quarter_hour('event_at') }} as quarter_at from {{ ref('stg_klaviyo__events') }}
    union
    select {{ quarter_hour('as_of_at') }} as quarter_at from now
),

final as (
    select
        zones.time_zone,
        quarters.quarter_at,
        {{ local_date('quarters.quarter_at', 'zones.time_zone') }} as local_date
    from quarters
    cross join zones
)

select * from final
