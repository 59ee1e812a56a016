/*---
macro: utc_week
about: "Weeks from Monday, 1 January 1990, to a UTC instant: the join key of int_utc_offsets, beside the zone."
arguments: [instant]
---*/
floor(datediff('day', date '1990-01-01', {{ instant }}::date) / 7)::bigint
