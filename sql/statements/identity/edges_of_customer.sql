/*---
statement: edges_of_customer
about: Edges between all records of one loose customer
parameters: { loose_customer_key: text }
---*/
select
    record_key,
    identifier,
    rule,
    confidence,
    stated_by,
    seen_at
from {{ ref('fct_identity_edges') }}
where loose_customer_key = {{ loose_customer_key }}
order by record_key, identifier
