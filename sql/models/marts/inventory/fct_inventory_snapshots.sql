/*---
model: fct_inventory_snapshots
about: >-
  Semi-additive: units and value add over products, locations and shops, never over days. Units are null where the shop does not count them, and where
  it shows the stock of another shop, which has them.
grain: one row per day, inventory item and location that is known, the last reading of the day
key: [inventory_snapshot_key]
materialize: table
owner: inventory
decisions: [docs/decisions/0046-products.md]
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
  snapshot_date: { type: date, about: "Day of the reading in the zone of the reports, so that all shops' stock is of one moment", checks: [not_null] }
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
  shown_units: { type: bigint, about: "Available units as the shop shows them, also where they are another's; they do not add up", unit: units }
  copied_account: { type: varchar, about: "The account whose stock it shows, as source:connection; null for a shop's own stock" }
  is_in_stock: { type: boolean, about: "The shop sells it, whatever it counts; null if the vendor does not say" }
  allows_backorders: { type: boolean, about: "It is sold beyond what is there; null likewise" }
  unit_cost_amount: { type: "decimal(18,4)", about: "Of that day, at that reading or by snap_product_costs", unit: currency, checks: [{ min: 0, severity: warn }] }
  value_amount: { type: "decimal(18,4)", about: on hand × unit cost, unit: currency }
  currency: { type: varchar }
---*/
with

-- What a shop alone sells is its own stock, whatever else it shows.
copied as (
    select distinct copies.account, copies.copied_account, levels.product_key
    from {{ ref('int_stock_copies') }} as copies
    join {{ ref('int_inventory_levels_daily') }} as levels on levels.account = copies.copied_account
    where levels.product_key is not null
),

final as (
    select
        levels.snapshot_date::varchar || ':' || levels.inventory_item_key || ':' || levels.location_id as inventory_snapshot_key,
        levels.snapshot_date,
        levels.product_key,
        levels.shop_product_key,
        levels.inventory_item_id,
        levels.sku,
        levels.location_id,
        levels.location_name,
        case when copies.account is null then levels.on_hand_units end as on_hand_units,
        case when copies.account is null then levels.available_units end as available_units,
        case when copies.account is null then levels.committed_units end as committed_units,
        case when copies.account is null then levels.incoming_units end as incoming_units,
        coalesce(levels.available_units, levels.on_hand_units) as shown_units,
        copies.copied_account,
        levels.is_in_stock,
        levels.allows_backorders,
        coalesce(items.unit_cost_amount, costs.unit_cost_amount) as unit_cost_amount,
        case
            when copies.account is null then levels.on_hand_units * coalesce(items.unit_cost_amount, costs.unit_cost_amount)
        end::decimal(18,4) as value_amount,
        coalesce(items.cost_currency, costs.currency, levels.shop_currency) as currency
    from {{ ref('int_inventory_levels_daily') }} as levels
    left join copied as copies on copies.account = levels.account and copies.product_key = levels.product_key
    left join {{ ref('int_inventory_items_daily') }} as items
        on items.inventory_item_key = levels.inventory_item_key
        and items.snapshot_date = levels.snapshot_date
    left join {{ ref('snap_product_costs') }} as costs
        on items.inventory_item_key is null
        and costs.shop_product_key = levels.shop_product_key
        and levels.snapshot_date >= costs.valid_from
        and (costs.valid_to is null or levels.snapshot_date < costs.valid_to)
)

select * from final
