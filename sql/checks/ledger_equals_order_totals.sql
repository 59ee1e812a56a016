/*---
check: ledger_equals_order_totals
about: "The vendor's total holds money that no field of the order explains; the ledger has it as an adjustment"
table: marts.fct_sales
family: reconciliation
severity: warn
unit: orders
fault:
  effect: unexplained
  stream: orders
  field: total_amount
  reason: no field of the order explains this part of its total
---*/
select order_key as key, amount, currency
from {{ ref('fct_sales') }}
where event_type = 'adjustment'
