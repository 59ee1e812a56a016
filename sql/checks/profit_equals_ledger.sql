/*---
check: profit_equals_ledger
about: "Net sales of an order's profit differ from those of the order, or its costs from those of its lines"
table: marts.fct_order_line_profit
family: reconciliation
severity: error
unit: orders
---*/
with

profit as (
    select
        order_key,
        sum(net_amount) as net_amount,
        sum(coalesce(payment_fee_amount, 0) + coalesce(shipping_cost_amount, 0) + coalesce(packaging_amount, 0) + coalesce(duty_amount, 0)
            + coalesce(marketing_amount, 0)) as costs_amount
    from {{ ref('fct_order_line_profit') }}
    group by order_key
)

select
    orders.order_key as key,
    orders.net_amount,
    profit.net_amount as profit_net_amount,
    profit.costs_amount
from {{ ref('fct_orders') }} as orders
join {{ ref('fct_order_costs') }} as costs on costs.order_key = orders.order_key
left join profit on profit.order_key = orders.order_key
where orders.net_amount <> coalesce(profit.net_amount, 0)
    or coalesce(profit.costs_amount, 0) <> coalesce(costs.payment_fee_amount, 0) + coalesce(costs.shipping_cost_amount, 0)
        + coalesce(costs.packaging_amount, 0) + coalesce(costs.duty_amount, 0) + coalesce(costs.marketing_amount, 0)
