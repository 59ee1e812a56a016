/*---
check: identity_is_closed
about: Two records that share an identifier belong to two customers; the components need another round
table: marts.dim_customers
family: rule
severity: error
unit: identifiers
---*/
select edges.identifier as key
from {{ ref('int_identity_edges') }} as edges
join {{ ref('int_customers_resolved') }} as resolved on resolved.record_key = edges.record_key
group by edges.identifier
having min(resolved.loose_customer_key) <> max(resolved.loose_customer_key)
    or min(edges.confidence) <> 'medium' and min(resolved.customer_key) <> max(resolved.customer_key)
