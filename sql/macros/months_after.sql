/*---
macro: months_after
about: The day a number of months later, as a date.
arguments: [day, months]
---*/
-- duckdb
({{ day }} + to_months(({{ months }})::integer))::date
-- snowflake
dateadd('month', {{ months }}, {{ day }})::date
