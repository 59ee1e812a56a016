/*---
macro: local_date
about: The calendar day of a UTC instant in a zone. Slow in DuckDB when the zone is a column; join int_quarter_hours_dated instead.
arguments: [instant, zone]
---*/
-- duckdb
(({{ instant }} at time zone 'UTC') at time zone {{ zone }})::date
-- snowflake
convert_timezone('UTC', {{ zone }}, {{ instant }})::date
