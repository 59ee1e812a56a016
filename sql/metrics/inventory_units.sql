/*---
metric: inventory_units
name: Units in stock
about: Pieces on hand on the last day of the period that was counted.
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
