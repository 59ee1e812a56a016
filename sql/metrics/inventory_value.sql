/*---
metric: inventory_value
name: Inventory value
about: Stock on hand at cost, on the last counted day of the period.
formula: sum of units on hand × unit cost on the last day
kind: semi-additive
unit: money
from: marts.fct_inventory_snapshots
date: snapshot_date
currency: currency
polarity: none
owner: supply
differs: At cost, not at selling price.
tests: { min: 0 }
---*/
sum(value_amount)
