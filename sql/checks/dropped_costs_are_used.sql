/*---
check: dropped_costs_are_used
about: Rows of a dropped file of costs name no product of any shop, or rows of a plan no line of the statement
table: marts.mart_profit_and_loss
family: relationship
severity: warn
unit: rows
says: true
---*/
with

products as (
    select product_key, sku, shop_key from {{ union_of('products') }} as products
)

select
    costs.cost_statement_key as key,
    coalesce(costs.product_key, costs.sku, 'a row without sku and product_key') || ' of the dropped product_costs is no product'
        || coalesce(' of ' || costs.shop_key, '') || '.' as says
from {{ union_of('product_costs') }} as costs
left join products
    on products.product_key = costs.product_key
    or costs.product_key is null and products.sku = costs.sku and products.shop_key = coalesce(costs.shop_key, products.shop_key)
where costs.source = 'files' and products.product_key is null
union all
select
    plan.plan_amount_key,
    plan.line || ' of the dropped plan is no line of the statement.'
from {{ union_of('plan_amounts') }} as plan
left join {{ ref('mart_profit_and_loss') }} as known on known.line = plan.line
where known.line is null and plan.line <> 'orders'
