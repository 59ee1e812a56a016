/*---
check: orders_equal_ledger
about: "An order's total differs from the Σ of its ledger rows"
table: marts.fct_orders
family: reconciliation
severity: error
unit: orders
---*/
with

ledger as (
    select order_key, sum(amount) as amount
    from {{ ref('fct_sales') }}
    group by order_key
)

select orders.order_key as key, orders.total_amount, ledger.amount as ledger_amount
from {{ ref('fct_orders') }} as orders
left join ledger on ledger.order_key = orders.order_key
where orders.total_amount <> coalesce(ledger.amount, 0)
