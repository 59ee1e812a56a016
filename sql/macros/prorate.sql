/*---
macro: prorate
about: amount × part ÷ whole in exact decimals, rounded to four places; null when the whole is 0. DuckDB's own division is a double.
arguments: [amount, part, whole]
---*/
-- duckdb
(((2 * ({{ amount }} * 10000)::hugeint * ({{ part }} * 10000)::hugeint + ({{ whole }} * 10000)::hugeint)
    // (2 * nullif(({{ whole }} * 10000)::hugeint, 0)))::decimal(18,0) * 0.0001::decimal(5,4))::decimal(18,4)
-- snowflake
round({{ amount }} * {{ part }} / nullif({{ whole }}, 0), 4)::decimal(18,4)
