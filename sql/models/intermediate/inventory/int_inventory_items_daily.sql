/*---
model: int_inventory_items_daily
grain: one row per inventory item and day it was read, the last reading of the day
key: [inventory_item_key, snapshot_date]
materialize: table
owner: inventory
columns:
  inventory_item_key: { type: varchar, checks: [not_null] }
  snapshot_date: { type: date, about: In the zone of the reports, checks: [not_null] }
  inventory_item_id: { type: varchar }
  unit_cost_amount: { type: "decimal(18,4)", unit: cost_currency }
  cost_currency: { type: varchar }
  is_last_day: { type: boolean, about: The newest day of this item }
  is_gone: { type: boolean, about: "Not in its shop's newest reading, which reads all items: the vendor deleted it" }
---*/
with

readings as (
    select items.*, today.time_zone, today.today
    from {{ union_of('inventory_items') }} as items
    cross join {{ ref('int_today') }} as today
),

all_dated as (
    select readings.*, {{ local_date('readings.read_at', 'offsets') }} as snapshot_date
    from readings
    left join {{ ref('int_utc_offsets') }} as offsets
        on offsets.time_zone = readings.time_zone
        and offsets.utc_week = {{ utc_week('readings.read_at') }}
),

dated as (
    select * from all_dated where snapshot_date <= today
),

newest as (
    select shop_key, reading_id
    from dated
    group by shop_key, reading_id
    qualify row_number() over (partition by shop_key order by max(read_at) desc, reading_id desc) = 1
),

final as (
    select
        dated.inventory_item_key,
        dated.snapshot_date,
        dated.inventory_item_id,
        dated.unit_cost_amount,
        dated.cost_currency,
        row_number() over (
            partition by dated.inventory_item_key order by dated.snapshot_date desc, dated.read_at desc, dated.reading_id desc
        ) = 1 as is_last_day,
        dated.reading_id <> newest.reading_id as is_gone
    from dated
    join newest on newest.shop_key = dated.shop_key
    qualify row_number() over (
        partition by dated.inventory_item_key, dated.snapshot_date order by dated.read_at desc, dated.reading_id desc
    ) = 1
)

select * from final
