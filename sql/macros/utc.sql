/*---
macro: utc
about: A text with a zone as a UTC timestamp. DuckDB's plain cast drops the offset, and its zoned cast costs four times as much.
arguments: [instant]
---*/
-- duckdb
case when right({{ instant }}, 1) = 'Z' then {{ instant }}::timestamp else {{ instant }}::timestamptz at time zone 'UTC' end
-- snowflake
convert_timezone('UTC', {{ instant }}::timestamp_tz)::timestamp_ntz
