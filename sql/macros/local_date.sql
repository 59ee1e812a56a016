/*---
macro: local_date
about: The calendar day of a UTC instant in a zone, whose row of int_utc_offsets is joined by utc_week.
arguments: [instant, offsets]
---*/
-- duckdb
({{ instant }} + to_minutes(case when {{ instant }} >= {{ offsets }}.changes_at then {{ offsets }}.later_offset_minutes else {{ offsets }}.offset_minutes end))::date
-- snowflake
dateadd('minute', case when {{ instant }} >= {{ offsets }}.changes_at then {{ offsets }}.later_offset_minutes else {{ offsets }}.offset_minutes end, {{ instant }})::date
