/*---
dimension: cohort
name: Cohort
about: Month of the customer's first valid order, as 2026-03.
from: marts.mart_customer_rfm
key: customer_key
owner: customers
---*/
left(first_order_date::varchar, 7)
