/*---
metric: revenue_at_risk
name: Value at risk
about: Expected loss if the people in the high band leave, all of whom can still be won back.
formula: sum of expected value in the high band
kind: additive
unit: money
from: marts.mart_customer_churn
currency: currency
span: next 90 days
polarity: down
owner: customers
tests: {}
---*/
sum(case when risk_band = 'high' then expected_value_amount else 0 end)
