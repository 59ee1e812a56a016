/*---
macro: converted
about: >-
  An amount in another currency: itself where the two are the same, else at a rate of at most ten places; null without a rate. Cast in each
  branch: one cast around both would widen every amount first.
arguments: [amount, own, other, rate]
---*/
-- duckdb
case
    when {{ own }} = {{ other }} then {{ amount }}::decimal(18,4)
    -- Beyond 64 bits: integers of 128 divide fifty times slower.
    when abs({{ amount }}) >= 1000000 or {{ rate }} >= 900
        then ({{ amount }}::decimal(28,4) * {{ rate }})::decimal(18,4)
    -- a × r ÷ 10^10, rounded, for an amount of a ÷ 10^4 and a rate of r ÷ 10^10: both are exact in a double.
    else (
        sign({{ amount }})
        * (
            (round(abs({{ amount }}::double) * 1e4)::bigint * (round({{ rate }}::double * 1e10)::bigint // 100000)) // 100000
            + (
                (round(abs({{ amount }}::double) * 1e4)::bigint * (round({{ rate }}::double * 1e10)::bigint // 100000))
                % 100000 * 100000
                + round(abs({{ amount }}::double) * 1e4)::bigint * (round({{ rate }}::double * 1e10)::bigint % 100000)
                + 5000000000
            ) // 10000000000
        )
        * 0.0001::decimal(5,4)
    )::decimal(18,4)
end
-- snowflake
case
    when {{ own }} = {{ other }} then {{ amount }}::decimal(18,4)
    else ({{ amount }}::decimal(28,4) * {{ rate }})::decimal(18,4)
end
