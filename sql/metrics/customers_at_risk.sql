/*---
metric: customers_at_risk
name: Customers at high risk
about: People who are overdue for their own rhythm, have not left yet, and are in the high band of the probability not to buy in the next 90 days.
formula: count of people in the high band
kind: additive
unit: count
from: marts.mart_customer_churn
span: next 90 days
polarity: down
owner: customers
tests: { min: 0 }
---*/
sum(case when risk_band = 'high' then 1 else 0 end)
