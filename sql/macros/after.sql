/*---
macro: after
about: An instant some minutes after another.
arguments: [instant, minutes]
---*/
-- duckdb
({{ instant }} + to_minutes({{ minutes }}))
-- snowflake
dateadd('minute', {{ minutes }}, {{ instant }})
