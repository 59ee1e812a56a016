/*---
model: fct_inventory_snapshots
about: "Semi-additive: units and value add over products and locations, never over days."
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
  unit_cost_amount: { type: "decimal(18,4)", about: Of that day, unit: currency, checks: [{ min: 0, severity: warn }] }
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

final as (
    select
        last_of_day.snapshot_date::varchar || ':' || last_of_day.inventory_item_key || ':' || last_of_day.location_id
            as inventory_snapshot_key,
        last_of_day.snapshot_date,
        coalesce(products.product_key, last_of_day.product_key) as product_key,
        last_of_day.product_key as shop_product_key,
        last_of_day.inventory_item_id,
        last_of_day.sku,
        last_of_day.location_id,
        last_of_day.location_name,
        last_of_day.on_hand_units,
        last_of_day.available_units,
        last_of_day.committed_units,
        last_of_day.incoming_units,
        items.unit_cost_amount,
        (last_of_day.on_hand_units * items.unit_cost_amount)::decimal(18,4) as value_amount,
        coalesce(items.cost_currency, last_of_day.shop_currency) as currency
    from last_of_day
    left join {{ ref('int_inventory_items_daily') }} as items
        on items.inventory_item_key = last_of_day.inventory_item_key
        and items.snapshot_date = last_of_day.snapshot_date
    left join {{ ref('int_products_resolved') }} as products on products.shop_product_key = last_of_day.product_key
)

select * from final
