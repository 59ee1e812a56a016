/*---
check: identity_decisions_are_clear
about: A row of identity links cannot be followed, so nothing is linked or unlinked by it
table: marts.dim_customer_records
severity: warn
unit: decisions
fault:
  effect: left_out
  stream: rows
  in_file: true
---*/
select link_key as key, file, line, wrong_column as field, wrong_reason as reason
from {{ ref('int_identity_decisions') }}
where wrong_column is not null
