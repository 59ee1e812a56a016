/*---
macro: exchanged
about: >-
  An amount in another currency: itself where both are the same, else through the currency of the reports; null where a rate to that is
  missing. `from_rate` and `to_rate` are units of the reporting currency for one unit.
arguments: [amount, from_currency, from_rate, to_currency, to_rate, reporting_currency]
---*/
(case
    when {{ from_currency }} = {{ to_currency }} then {{ amount }}
    else {{ amount }}::double
        * case when {{ from_currency }} = {{ reporting_currency }} then 1 else {{ from_rate }} end::double
        / case when {{ to_currency }} = {{ reporting_currency }} then 1 else {{ to_rate }} end::double
end)::decimal(18,4)
