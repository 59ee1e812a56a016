/*---
macro: prorate
about: amount × part ÷ whole in exact decimals, rounded to four places; null when the whole is 0. DuckDB's own division is a double.
arguments: [amount, part, whole]
---*/
-- duckdb
case
    -- Most parts of an order are nothing.
    when {{ amount }} = 0 and {{ whole }} <> 0 then 0::decimal(18,4)
    -- Beyond 64 bits: integers of 128 divide fifty times slower.
    when abs({{ amount }}) >= 100000 or abs({{ part }}) >= 100000 or abs({{ whole }}) >= 100000000000
        then (sign({{ amount }}) * sign({{ part }}) * sign({{ whole }})
            * (2 * abs(({{ amount }}::decimal(38,4) * 10000)::hugeint) * abs(({{ part }}::decimal(38,4) * 10000)::hugeint)
                + abs(({{ whole }}::decimal(38,4) * 10000)::hugeint))
            // (2 * nullif(abs(({{ whole }}::decimal(38,4) * 10000)::hugeint), 0)) * 0.0001::decimal(5,4))::decimal(18,4)
    else (sign({{ amount }}) * sign({{ part }}) * sign({{ whole }})
        * (2 * abs(({{ amount }}::decimal(18,4) * 10000)::bigint) * abs(({{ part }}::decimal(18,4) * 10000)::bigint)
            + abs(({{ whole }}::decimal(18,4) * 10000)::bigint))
        // (2 * nullif(abs(({{ whole }}::decimal(18,4) * 10000)::bigint), 0)) * 0.0001::decimal(5,4))::decimal(18,4)
end
-- snowflake
round({{ amount }} * {{ part }} / nullif({{ whole }}, 0), 4)::decimal(18,4)
