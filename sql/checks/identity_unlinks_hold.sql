/*---
check: identity_unlinks_hold
about: Two records that somebody unlinked are one customer still, through others; `npm run -s why` shows the chain, of which another link has to go
table: marts.dim_customer_records
severity: warn
unit: decisions
fault:
  effect: left_out
  stream: rows
  in_file: true
---*/
select
    decisions.link_key as key,
    decisions.file,
    decisions.line,
    'record_b' as field,
    'still one customer with record_a through other records' as reason
from {{ ref('int_identity_decisions') }} as decisions
join {{ ref('int_customers_resolved') }} as staying on staying.record_key = decisions.record_a
join {{ ref('int_customers_resolved') }} as leaving on leaving.record_key = decisions.record_b
where decisions.is_current
    and decisions.action = 'unlink'
    and staying.loose_customer_key = leaving.loose_customer_key
