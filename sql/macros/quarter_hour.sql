/*---
macro: quarter_hour
about: The quarter of an hour an instant lies in. Every zone's offset is a multiple of it, so it lies in one local day.
arguments: [instant]
---*/
-- duckdb
time_bucket(interval '15 minutes', {{ instant }})
-- snowflake
time_slice({{ instant }}, 15, 'minute')
