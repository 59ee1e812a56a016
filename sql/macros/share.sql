/*---
macro: share
about: part ÷ whole as decimal(18,8), rounded; null when the whole is 0.
arguments: [part, whole]
---*/
-- duckdb
round({{ part }} / nullif({{ whole }}, 0), 8)::decimal(18,8)
-- snowflake
round({{ part }}::decimal(28,10) / nullif({{ whole }}, 0), 8)::decimal(18,8)
