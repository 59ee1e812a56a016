/*---
model: fct_order_line_costs
about: >-
  The cost of a unit of each line on the day of its order, in the order's currency. Lines without a known cost have no row; a cost whose
  currency has no rate that day is null.
grain: one row per order line with a cost
key: [order_line_key]
materialize: table
replace_partition: order_key
owner: commerce
decisions: [docs/decisions/0045-cost-and-profit.md]
columns:
  order_line_key: { type: varchar, checks: [unique, not_null] }
  order_key: { type: varchar, checks: [not_null, { in: fct_orders.order_key }] }
  order_line_id: { type: varchar }
  unit_cost_amount: { type: "decimal(18,4)", unit: currency of the order, checks: [{ min: 0 }] }
  is_estimated: { type: boolean, about: The order is older than the first statement of its cost, checks: [not_null] }
---*/
with

orders as (
    select order_key, order_date, currency, reporting_currency from {{ ref('int_orders_identified') }} where not is_test
),

lines as (
    select order_line_key, order_line_id, order_key, product_key
    from {{ union_of('order_lines') }} as lines
    where product_key is not null and not is_tip and not is_gift_card
),

priced as (
    select
        lines.order_line_key,
        lines.order_line_id,
        orders.*,
        costs.unit_cost_amount,
        costs.currency as cost_currency,
        orders.order_date < costs.valid_from as is_estimated
    from lines
    join orders on orders.order_key = lines.order_key
    join {{ ref('snap_product_costs') }} as costs
        on costs.shop_product_key = lines.product_key
        and (orders.order_date >= costs.valid_from or costs.version_number = 1)
        and (costs.valid_to is null or orders.order_date < costs.valid_to)
),

final as (
    select
        priced.order_line_key,
        priced.order_key,
        priced.order_line_id,
        {{ exchanged('priced.unit_cost_amount', 'priced.cost_currency', 'of_cost.reporting_rate', 'priced.currency', 'of_order.reporting_rate', 'priced.reporting_currency') }} as unit_cost_amount,
        priced.is_estimated
    from priced
    left join {{ ref('int_exchange_rates') }} as of_cost
        on of_cost.currency = priced.cost_currency and of_cost.rate_date = priced.order_date
    left join {{ ref('int_exchange_rates') }} as of_order
        on of_order.currency = priced.currency and of_order.rate_date = priced.order_date
)

select * from final
