/*---
macro: from_seconds
about: Whole seconds since 1970, as text or number, as a UTC timestamp.
arguments: [seconds]
---*/
-- duckdb
make_timestamp(({{ seconds }})::bigint * 1000000)
-- snowflake
to_timestamp_ntz(({{ seconds }})::bigint)
