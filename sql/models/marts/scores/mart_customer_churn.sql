/*---
model: mart_customer_churn
about: >
  Written by Score Model from the serving churn model; churn is never certain, so 0 and 1 do not occur. Bands guide action: high and medium
  hold only customers who are overdue for their own rhythm and have not left yet, see decision 20.
grain: one row per customer scored
key: [customer_key]
materialize: written
reads: [ftr_churn]
owner: customers
columns:
  customer_key: { type: varchar, checks: [unique, not_null, { in: dim_customers.customer_key }] }
  as_of_date: { type: date, checks: [not_null] }
  churn_probability: { type: double, about: No order in the next 90 days, checks: [not_null, { min: 0 }, { max: 1 }] }
  risk_band: { type: varchar, about: "high and medium: overdue and likely to leave; low: on time or likely to stay; gone: silent for three of their usual gaps", checks: [not_null, { accepted: [high, medium, low, gone] }] }
  expected_value_amount: { type: "decimal(18,4)", about: "Expected loss: mean net order × orders of 90 days at last year's rate × probability; 0 for a customer who is gone", unit: currency, checks: [not_null, { min: 0 }] }
  currency: { type: varchar, about: The customer's main currency, checks: [not_null] }
  reason_1: { type: varchar }
  reason_2: { type: varchar }
  reason_3: { type: varchar }
  model_key: { type: varchar, checks: [not_null] }
---*/
