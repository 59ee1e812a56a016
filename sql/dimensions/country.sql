/*---
dimension: country
name: Country
about: ISO 3166-1 alpha-2 of the customer, by the newest record.
from: marts.dim_customers
key: customer_key
owner: customers
---*/
country_code
