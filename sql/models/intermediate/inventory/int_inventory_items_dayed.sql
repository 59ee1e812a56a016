/*---
model: int_inventory_items_dayed
grain: one row per inventory item and day it was read, the last reading of the day
key: [inventory_item_key, snapshot_date]
materialize: table
owner: inventory
columns:
  inventory_item_key: { type: varchar, checks: [not_null] }
  snapshot_date: { type: date, checks: [not_null] }
  inventory_item_id: { type: varchar }
  unit_cost_amount: { type: "decimal(18,4)", unit: cost_currency }
  cost_currency: { type: varchar }
  is_last_day: { type: boolean, about: The newest day of this item }
  is_gone: { type: boolean, about: "Not in its shop's newest reading, which reads all items: the vendor deleted it" }
---*/
with

readings as (
    select
        items.*,
        coalesce(shops.time_zone, 'UTC') as time_zone
    from {{ ref('stg_shopify__inventory_items') }} as items
    left join {{ ref('int_shops_read') }} as shops on shops.connection = items.connection
),

dated as (
    select readings.*, days.local_date as snapshot_date
    from readings
    join {{ ref('int_quarter_hours_dated') }} as days
        on days.time_zone = readings.time_zone
        and days.quarter_at = {{ quarter_hour('readings._extracted_at') }}
    cross join {{ ref('int_today') }} as today
    where days.local_date <= today.today
),

newest as (
    select connection, _slice_id as slice_id
    from dated
    group by connection, _slice_id
    qualify row_number() over (partition by connection order by max(_extracted_at) desc, _slice_id desc) = 1
),

final as (
    select
        dated.inventory_item_key,
        dated.snapshot_date,
        dated.inventory_item_id,
        dated.unit_cost_amount,
        dated.cost_currency,
        row_number() over (
            partition by dated.inventory_item_key order by dated.snapshot_date desc, dated._extracted_at desc, dated._slice_id desc
        ) = 1 as is_last_day,
        dated._slice_id <> newest.slice_id as is_gone
    from dated
    join newest on newest.connection = dated.connection
    qualify row_number() over (
        partition by dated.inventory_item_key, dated.snapshot_date order by dated._extracted_at desc, dated._slice_id desc
    ) = 1
)

select * from final
