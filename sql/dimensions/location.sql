/*---
dimension: location
name: Location
about: Where stock lies.
from: marts.fct_inventory_snapshots
key: inventory_snapshot_key
owner: inventory
---*/
location_name
