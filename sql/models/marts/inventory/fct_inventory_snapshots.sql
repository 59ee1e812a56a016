/*---
model: fct_inventory_snapshots
about: >-
  Semi-additive: units and value add over products and locations, never over days. Units are null where the shop does not count them. A shop that
  tells changes only has its last word on every day on which some shop was read.
grain: one row per day, inventory item and location that was read, the last reading of the day
key: [inventory_snapshot_key]
materialize: table
owner: inventory
date: snapshot_date
checks:
  - { volume: { max_drop: 0.5 }, severity: warn }
plausible:
  by: location_id
  day: snapshot_date
  today: true
  measures:
    below_zero_share: { about: Items of a location with negative stock, share: on_hand_units < 0, most: 0.05, metrics: [inventory_units, inventory_value] }
    units_per_item: { about: Units on hand of an item, share: "coalesce(on_hand_units, 0)", of: "1", metrics: [inventory_units, inventory_value] }
    empty_share: { about: Items with nothing on hand, share: on_hand_units = 0, metrics: [inventory_units, inventory_value] }
    costless_share: { about: Items without a cost, share: unit_cost_amount is null, metrics: [inventory_value] }
    unit_cost: { about: Cost relative to the item's usual cost, level: unit_cost_amount, within: inventory_item_id, unit: times, metrics: [inventory_value] }
columns:
  inventory_snapshot_key: { type: varchar, about: "date, item and location", checks: [unique, not_null] }
  snapshot_date: { type: date, about: "Day of the reading in the shop's zone", checks: [not_null] }
  product_key: { type: varchar, about: Across shops, checks: [{ in: dim_products.product_key, severity: warn }] }
  shop_product_key: { type: varchar, about: "The variant in the words of its shop", checks: [{ in: dim_shop_products.shop_product_key, severity: warn }] }
  inventory_item_id: { type: varchar, checks: [not_null] }
  sku: { type: varchar }
  location_id: { type: varchar, checks: [not_null] }
  location_name: { type: varchar }
  on_hand_units: { type: bigint, unit: units }
  available_units: { type: bigint, about: Negative when more was promised than exists, unit: units }
  committed_units: { type: bigint, unit: units, checks: [{ min: 0, severity: warn }] }
  incoming_units: { type: bigint, unit: units, checks: [{ min: 0, severity: warn }] }
  is_in_stock: { type: boolean, about: "The shop sells it, whatever it counts; null if the vendor does not say" }
  allows_backorders: { type: boolean, about: "It is sold beyond what is there; null likewise" }
  unit_cost_amount: { type: "decimal(18,4)", about: "Of that day, at that reading or by snap_product_costs", unit: currency, checks: [{ min: 0, severity: warn }] }
  value_amount: { type: "decimal(18,4)", about: on hand × unit cost, unit: currency }
  currency: { type: varchar }
---*/
with

readings as (
    select
        levels.*,
        coalesce(shops.time_zone, 'UTC') as time_zone,
        shops.currency as shop_currency
    from {{ union_of('inventory_levels') }} as levels
    left join {{ ref('int_shops') }} as shops on shops.shop_key = levels.shop_key
),

dated as (
    select readings.*, {{ local_date('readings.read_at', 'offsets') }} as snapshot_date
    from readings
    left join {{ ref('int_utc_offsets') }} as offsets
        on offsets.time_zone = readings.time_zone
        and offsets.utc_week = {{ utc_week('readings.read_at') }}
),

last_of_day as (
    select dated.*
    from dated
    cross join {{ ref('int_today') }} as today
    where dated.snapshot_date <= today.today
    qualify row_number() over (
        partition by dated.inventory_item_key, dated.location_id, dated.snapshot_date
        order by dated.read_at desc, dated.reading_id desc
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
        known.known_date::varchar || ':' || known.inventory_item_key || ':' || known.location_id as inventory_snapshot_key,
        known.known_date as snapshot_date,
        coalesce(products.product_key, known.product_key) as product_key,
        known.product_key as shop_product_key,
        known.inventory_item_id,
        known.sku,
        known.location_id,
        known.location_name,
        known.on_hand_units,
        known.available_units,
        known.committed_units,
        known.incoming_units,
        known.is_in_stock,
        known.allows_backorders,
        coalesce(items.unit_cost_amount, costs.unit_cost_amount) as unit_cost_amount,
        (known.on_hand_units * coalesce(items.unit_cost_amount, costs.unit_cost_amount))::decimal(18,4) as value_amount,
        coalesce(items.cost_currency, costs.currency, known.shop_currency) as currency
    from known
    left join {{ ref('int_inventory_items_daily') }} as items
        on items.inventory_item_key = known.inventory_item_key
        and items.snapshot_date = known.known_date
    left join {{ ref('snap_product_costs') }} as costs
        on items.inventory_item_key is null
        and costs.shop_product_key = known.product_key
        and known.known_date >= costs.valid_from
        and (costs.valid_to is null or known.known_date < costs.valid_to)
    left join {{ ref('int_products_resolved') }} as products on products.shop_product_key = known.product_key
)

select * from final
