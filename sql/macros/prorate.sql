/*---
macro: prorate
about: amount × part ÷ whole in exact decimals, rounded to four places; null when the whole is 0. DuckDB's own division is a double.
arguments: [amount, part, whole]
---*/
-- duckdb
(sign({{ amount }}) * sign({{ part }}) * sign({{ whole }})
    * (2 * abs(({{ amount }}::decimal(38,4) * 10000)::hugeint) * abs(({{ part }}::decimal(38,4) * 10000)::hugeint) + abs(({{ whole }}::decimal(38,4) * 10000)::hugeint))
    // (2 * nullif(abs(({{ whole }}::decimal(38,4) * 10000)::hugeint), 0)) * 0.0001::decimal(5,4))::decimal(18,4)
-- snowflake
round({{ amount }} * {{ part }} / nullif({{ whole }}, 0), 4)::decimal(18,4)
