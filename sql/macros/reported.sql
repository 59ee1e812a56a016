/*---
macro: reported
about: >-
  An amount in the currency of the reports: itself where the row is in it, else at the rate of its day; null without a rate. `row` has
  currency and reporting_currency, `rates` the reporting_rate. Cast in each branch: one cast around both would widen every amount first.
arguments: [amount, row, rates]
---*/
case
    when {{ row }}.currency = {{ row }}.reporting_currency then {{ amount }}::decimal(18,4)
    else ({{ amount }}::decimal(28,4) * {{ rates }}.reporting_rate)::decimal(18,4)
end
