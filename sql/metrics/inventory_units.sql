/*---
metric: inventory_units
name: Units in stock
about: Units on hand on the last counted day of the period.
formula: sum of units on hand on the last day
kind: semi-additive
unit: count
from: marts.fct_inventory_snapshots
date: snapshot_date
polarity: none
owner: supply
tests: {}
---*/
sum(on_hand_units)
