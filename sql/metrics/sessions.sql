/*---
metric: sessions
name: Sessions
about: Visits as the analytics count them; people who refuse to be measured are missing.
formula: sum of sessions
kind: additive
unit: count
from: marts.mart_daily_marketing
date: marketing_date
polarity: up
owner: marketing
tests: { min: 0 }
---*/
sum(sessions_count)
