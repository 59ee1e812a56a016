/*---
macro: from_seconds
about: Whole seconds since 1970, as text, as a UTC timestamp; null when it is not a number, or lies outside 1990 to 2099.
arguments: [seconds]
reads: moment
---*/
-- duckdb
case
    when try_cast({{ seconds }} as decimal(15,0)) between 631152000 and 4102444799
        then make_timestamp(try_cast({{ seconds }} as decimal(15,0))::bigint * 1000000)
end
-- snowflake
case
    when try_cast({{ seconds }} as decimal(15,0)) between 631152000 and 4102444799
        then to_timestamp_ntz(try_cast({{ seconds }} as decimal(15,0))::bigint)
end
