/*---
model: fct_order_line_profit
about: >-
  Net sales and the cost of goods sold of every order line, each on its own day: a sale on the order's, a return on that of the refund.
  Cost is taken back for units that went back to stock, and where nothing was shipped because the order was cancelled. Null is a cost that
  nobody knows; contribution margin 1 is then null too.
grain: one row per order line, or the order where an amount has no line, and day on which its sales or costs moved
key: [order_line_profit_key]
materialize: incremental
replace_partition: order_key
owner: commerce
date: profit_date
decisions: [docs/decisions/0045-cost-and-profit.md, docs/decisions/0010-sales-ledger.md]
columns:
  order_line_profit_key: { type: varchar, about: "order_key:line:day; the line is empty for money without one", checks: [unique, not_null] }
  order_key: { type: varchar, checks: [not_null, { in: fct_orders.order_key }] }
  order_line_id: { type: varchar }
  product_key: { type: varchar }
  customer_key: { type: varchar }
  profit_date: { type: date, about: In the shop's zone, checks: [not_null] }
  net_amount: { type: "decimal(18,4)", about: "Net sales: gross - discounts - returns, without tax", unit: currency, checks: [not_null] }
  cogs_amount: { type: "decimal(18,4)", about: "Positive; negative on a day when goods come back to stock. Null where the cost is unknown", unit: currency }
  cm1_amount: { type: "decimal(18,4)", about: "Contribution margin 1: net_amount - cogs_amount", unit: currency }
  is_cogs_estimated: { type: boolean, about: "The cost was stated later than the order, or nobody says whether returned units went to stock", checks: [not_null] }
  currency: { type: varchar, checks: [not_null] }
  reporting_rate: { type: "decimal(18,10)", about: Units of the reporting currency for one unit on profit_date; null without a rate, unit: rate }
  reporting_currency: { type: varchar, checks: [not_null] }
---*/
with

orders as (
    select * from {{ changed('int_orders_identified') }} where not is_test
),

-- A return is told per refund, so that units can be compared with those of its restock.
moved as (
    select
        order_key,
        order_line_id,
        refund_id,
        event_date,
        min(product_key) as product_key,
        sum(amount) as net_amount,
        sum(case when event_type = 'sale' then quantity else 0 end) as sold_units,
        -sum(case when event_type = 'refund' then quantity else 0 end) as returned_units
    from {{ changed('fct_sales') }}
    where event_type in ('sale', 'discount') or event_type = 'refund' and component in ('goods', 'adjustment')
    group by order_key, order_line_id, refund_id, event_date
),

restocks as (
    select order_key, order_line_id, refund_id, sum(restocked_quantity) as restocked_units
    from {{ union_of('restocks') }} as restocks
    group by order_key, order_line_id, refund_id
),

costed as (
    select
        moved.*,
        case
            when moved.returned_units = 0 then 0
            when restocks.restocked_units is not null then least(restocks.restocked_units, moved.returned_units)
            when orders.cancelled_at is not null then moved.returned_units
            else 0
        end as restocked_units,
        moved.returned_units > 0 and restocks.restocked_units is null and orders.cancelled_at is null as is_restock_untold,
        case when moved.order_line_id is null then 0 else costs.unit_cost_amount end as unit_cost_amount,
        coalesce(costs.is_estimated, false) as is_cost_estimated
    from moved
    join orders on orders.order_key = moved.order_key
    left join restocks
        on restocks.order_key = moved.order_key
        and restocks.order_line_id = moved.order_line_id
        and restocks.refund_id = moved.refund_id
    left join {{ changed('fct_order_line_costs') }} as costs
        on costs.order_key = moved.order_key and costs.order_line_id = moved.order_line_id
),

daily as (
    select
        order_key,
        order_line_id,
        event_date as profit_date,
        min(product_key) as product_key,
        sum(net_amount)::decimal(18,4) as net_amount,
        case
            when count(unit_cost_amount) = count(*) then sum((sold_units - restocked_units) * unit_cost_amount)
        end::decimal(18,4) as cogs_amount,
        count_if(is_restock_untold or is_cost_estimated) > 0 as is_cogs_estimated
    from costed
    group by order_key, order_line_id, event_date
),

final as (
    select
        daily.order_key || ':' || coalesce(daily.order_line_id, '') || ':' || daily.profit_date::varchar as order_line_profit_key,
        daily.order_key,
        daily.order_line_id,
        daily.product_key,
        orders.customer_key,
        daily.profit_date,
        daily.net_amount,
        daily.cogs_amount,
        (daily.net_amount - daily.cogs_amount)::decimal(18,4) as cm1_amount,
        daily.is_cogs_estimated,
        orders.currency,
        case when orders.currency = orders.reporting_currency then 1 else rates.reporting_rate end::decimal(18,10) as reporting_rate,
        orders.reporting_currency
    from daily
    join orders on orders.order_key = daily.order_key
    left join {{ changed('int_order_rates') }} as rates on rates.order_key = daily.order_key and rates.rate_date = daily.profit_date
)

select * from final
