/*---
check: customers_have_one_name
about: More than one in a hundred customers show several first names, more than couples with one mailbox explain
table: marts.mart_identity_quality
family: rule
severity: warn
unit: accounts
says: true
---*/
select
    source || ':' || connection as key,
    several_names_count::varchar || ' of ' || customers_count::varchar || ' customers with a record of ' || source || ':' || connection
        || ' show several first names; ask npm run -s why for the links of one, and unlink what is wrong.' as says
from {{ ref('mart_identity_quality') }}
where several_names_count > 5 and several_names_count * 100 > customers_count
