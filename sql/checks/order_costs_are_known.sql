/*---
check: order_costs_are_known
about: >-
  Orders of the last twelve months have a cost that is neither stated nor rated: give a rate in costRates, or drop a file cost_rates or
  order_charges
table: marts.fct_order_costs
family: rule
severity: note
unit: costs
says: true
---*/
with

recent as (
    select
        costs.*,
        split_part(costs.order_key, ':', 1) || ':' || split_part(costs.order_key, ':', 2) as account,
        orders.net_amount
    from {{ ref('fct_order_costs') }} as costs
    join {{ ref('fct_orders') }} as orders on orders.order_key = costs.order_key
    cross join {{ ref('int_today') }} as today
    where costs.order_date >= today.today - 365
),

missing as (
    select account, currency, 'payment fees' as cost, net_amount from recent where payment_fee_amount is null
    union all
    select account, currency, 'shipping cost', net_amount from recent where shipping_cost_amount is null
    union all
    select account, currency, 'packaging', net_amount from recent where packaging_amount is null
)

select
    account || ':' || cost as key,
    account || ' has no ' || cost || ' of ' || count(*)::varchar || case when count(*) = 1 then ' order with ' else ' orders with ' end
        || sum(net_amount)::decimal(18,2)::varchar || ' ' || currency || ' of net sales; margin 2 leaves them out.' as says
from missing
group by account, currency, cost
