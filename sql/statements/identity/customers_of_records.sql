/*---
statement: customers_of_records
about: The customers of two records, on both levels
parameters: { record_a: text, record_b: text }
---*/
select
    record_key,
    customer_key,
    loose_customer_key
from {{ ref('dim_customer_records') }}
where record_key in ({{ record_a }}, {{ record_b }})
