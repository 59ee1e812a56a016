/*---
model: int_inventory_levels_daily
about: Stock of each item and place by day. A shop that tells changes only has its last word on every day on which some shop was read.
grain: one row per day, inventory item and location, the last reading of the day
key: [inventory_item_key, location_id, snapshot_date]
materialize: table
owner: inventory
columns:
  inventory_item_key: { type: varchar, checks: [not_null] }
  location_id: { type: varchar, checks: [not_null] }
  snapshot_date: { type: date, about: In the zone of the reports, checks: [not_null] }
  account: { type: varchar, about: "source:connection", checks: [not_null] }
  shop_key: { type: varchar }
  product_key: { type: varchar, about: Across shops }
  shop_product_key: { type: varchar }
  inventory_item_id: { type: varchar }
  sku: { type: varchar }
  location_name: { type: varchar }
  on_hand_units: { type: bigint, unit: units }
  available_units: { type: bigint, unit: units }
  committed_units: { type: bigint, unit: units }
  incoming_units: { type: bigint, unit: units }
  is_in_stock: { type: boolean }
  allows_backorders: { type: boolean }
  shop_currency: { type: varchar }
---*/
with

readings as (
    select
        levels.*,
        shops.currency as shop_currency
    from {{ union_of('inventory_levels') }} as levels
    left join {{ ref('int_shops') }} as shops on shops.shop_key = levels.shop_key
),

dated as (
    select readings.*, {{ local_date('readings.read_at', 'offsets') }} as snapshot_date, today.today
    from readings
    cross join {{ ref('int_today') }} as today
    left join {{ ref('int_utc_offsets') }} as offsets
        on offsets.time_zone = today.time_zone
        and offsets.utc_week = {{ utc_week('readings.read_at') }}
),

last_of_day as (
    select *
    from dated
    where snapshot_date <= today
    qualify row_number() over (
        partition by inventory_item_key, location_id, snapshot_date order by read_at desc, reading_id desc
    ) = 1
),

days as (
    select distinct snapshot_date from last_of_day
),

followed as (
    select
        last_of_day.*,
        lead(snapshot_date) over (partition by inventory_item_key, location_id order by snapshot_date) as next_date
    from last_of_day
),

-- A reading of what changed leaves the rest as it was.
known as (
    select followed.*, followed.snapshot_date as known_date from followed where is_whole
    union all
    select followed.*, days.snapshot_date
    from followed
    join days
        on days.snapshot_date >= followed.snapshot_date
        and (followed.next_date is null or days.snapshot_date < followed.next_date)
    where not followed.is_whole and not followed.is_gone
),

final as (
    select
        known.inventory_item_key,
        known.location_id,
        known.known_date as snapshot_date,
        known.source || ':' || known.connection as account,
        known.shop_key,
        coalesce(products.product_key, known.product_key) as product_key,
        known.product_key as shop_product_key,
        known.inventory_item_id,
        known.sku,
        known.location_name,
        known.on_hand_units,
        known.available_units,
        known.committed_units,
        known.incoming_units,
        known.is_in_stock,
        known.allows_backorders,
        known.shop_currency
    from known
    left join {{ ref('int_products_resolved') }} as products on products.shop_product_key = known.product_key
)

select * from final
