/*---
model: stg_shopify__inventory_readings
grain: one row per reading, inventory item and location
key: [inventory_item_key, location_id, _slice_id]
materialize: view
owner: inventory
columns:
  inventory_item_key: { type: varchar }
  location_id: { type: varchar }
  connection: { type: varchar }
  _nulled: { type: varchar, about: "Columns whose value could not be read, by name" }
  _slice_id: { type: varchar }
  read_at: { type: timestamp }
  on_hand_units: { type: bigint, unit: units }
  available_units: { type: bigint, unit: units }
  committed_units: { type: bigint, unit: units }
  incoming_units: { type: bigint, unit: units }
---*/
with

levels as (
    select * from {{ ref('stg_shopify__inventory_levels') }}
),

quantities as (
    select
        levels.inventory_item_key,
        levels.location_id,
        levels.connection,
        levels._slice_id,
        levels._extracted_at as read_at,
        {{ as_text('one.value', 'name') }} as name,
        {{ as_text('one.value', 'quantity') }}::bigint as quantity,
        {{ nulled }} as _nulled
    from {{ explode('levels', 'quantities', 'one') }}
),

final as (
    select
        inventory_item_key,
        location_id,
        connection,
        _slice_id,
        read_at,
        max(case when name = 'on_hand' then quantity end) as on_hand_units,
        max(case when name = 'available' then quantity end) as available_units,
        max(case when name = 'committed' then quantity end) as committed_units,
        max(case when name = 'incoming' then quantity end) as incoming_units,
        max(_nulled) as _nulled
    from quantities
    group by inventory_item_key, location_id, connection, _slice_id, read_at
)

select * from final
