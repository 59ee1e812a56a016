/*---
check: identity_is_closed
about: Two records that share an identifier belong to two customers; int_customer_components needs another round
table: marts.dim_customers
family: rule
severity: error
unit: identifiers
---*/
select linked.identifier as key
from {{ ref('int_customer_identifiers_linked') }} as linked
join {{ ref('int_customers_resolved') }} as resolved on resolved.record_key = linked.record_key
group by linked.identifier
having min(resolved.customer_key) <> max(resolved.customer_key)
