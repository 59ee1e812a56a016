/*---
macro: utc
about: >-
  A text with a zone as a UTC timestamp; null when it is not one, or lies outside 1990 to 2099. DuckDB's plain cast drops the offset, and
  its zoned cast costs four times as much.
arguments: [instant]
reads: moment
---*/
-- duckdb
case
    when left({{ instant }}, 4) not between '1990' and '2099' then null
    when right({{ instant }}, 1) = 'Z' then try_cast({{ instant }} as timestamp)
    else try_cast({{ instant }} as timestamptz) at time zone 'UTC'
end
-- snowflake
case
    when left({{ instant }}, 4) between '1990' and '2099'
        then convert_timezone('UTC', try_cast({{ instant }} as timestamp_tz))::timestamp_ntz
end
