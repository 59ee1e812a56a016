/*---
macro: utc_offset
about: Minutes from UTC to the local time of a zone at a UTC instant. Slow in DuckDB when the zone is a column; read int_utc_offsets instead.
arguments: [instant, zone]
---*/
-- duckdb
datediff('minute', {{ instant }}, ({{ instant }} at time zone 'UTC') at time zone {{ zone }})
-- snowflake
datediff('minute', {{ instant }}, convert_timezone('UTC', {{ zone }}, {{ instant }}))
