/*---
model: fct_order_line_profit
about: >-
  Contribution of every order line, each amount on its own day: a sale on the order's, a return on that of the refund. Cost is taken back for
  units that went back to stock, and where nothing was shipped because the order was cancelled. What belongs to the order is split over its
  lines in proportion to what they sold. Null is a cost that nobody knows; the margins that need it are then null too.
grain: one row per order line, or the order where it has none that sold anything, and day on which its sales or costs moved
key: [order_line_profit_key]
materialize: incremental
replace_partition: order_key
owner: commerce
date: profit_date
decisions: [docs/decisions/0045-cost-and-profit.md, docs/decisions/0010-sales-ledger.md]
columns:
  order_line_profit_key: { type: varchar, about: "order_key:line:day; the line is empty for money without one", checks: [unique, not_null] }
  order_key: { type: varchar, checks: [not_null, { in: fct_orders.order_key }] }
  source: { type: varchar, same_as: fct_orders.source, checks: [not_null] }
  connection: { type: varchar, same_as: fct_orders.connection, checks: [not_null] }
  order_index: { type: bigint, about: "Of the order: 1, 2, … over the customer's valid orders; null for others", same_as: fct_orders.order_index }
  order_line_id: { type: varchar }
  product_key: { type: varchar, about: Across shops }
  customer_key: { type: varchar }
  profit_date: { type: date, about: In the shop's zone, checks: [not_null] }
  net_amount: { type: "decimal(18,4)", about: "Net sales: gross - discounts - returns, without tax", unit: currency, checks: [not_null] }
  cogs_amount: { type: "decimal(18,4)", about: "Positive; negative on a day when goods come back to stock. Null where the cost is unknown", unit: currency }
  shipping_charged_amount: { type: "decimal(18,4)", about: "Shipping and other charges of the ledger, net of their refunds", unit: currency, checks: [not_null] }
  payment_fee_amount: { type: "decimal(18,4)", unit: currency }
  shipping_cost_amount: { type: "decimal(18,4)", unit: currency }
  packaging_amount: { type: "decimal(18,4)", unit: currency }
  duty_amount: { type: "decimal(18,4)", about: Paid by the shop itself, unit: currency }
  marketing_amount: { type: "decimal(18,4)", about: Allocated from the day's ad spend, unit: currency }
  cm1_amount: { type: "decimal(18,4)", about: "Contribution margin 1: net_amount - cogs_amount", unit: currency }
  cm2_amount: { type: "decimal(18,4)", about: "cm1 + shipping charged - payment fee - shipping cost - packaging - duty", unit: currency }
  cm3_amount: { type: "decimal(18,4)", about: cm2 - marketing, unit: currency }
  is_cogs_estimated: { type: boolean, about: "The cost was stated later than the order, or nobody says whether returned units went to stock", checks: [not_null] }
  is_cm2_estimated: { type: boolean, about: "One of the costs up to margin 2 is an estimate", checks: [not_null] }
  currency: { type: varchar, same_as: fct_orders.currency, checks: [not_null] }
  reporting_net_amount: { type: "decimal(18,4)", about: "net_amount at the rate of profit_date; null, as all of these, without a rate", unit: reporting_currency }
  reporting_cogs_amount: { type: "decimal(18,4)", about: "cogs_amount, likewise", unit: reporting_currency }
  reporting_shipping_charged_amount: { type: "decimal(18,4)", about: "shipping_charged_amount, likewise", unit: reporting_currency }
  reporting_payment_fee_amount: { type: "decimal(18,4)", about: "payment_fee_amount, likewise", unit: reporting_currency }
  reporting_shipping_cost_amount: { type: "decimal(18,4)", about: "shipping_cost_amount, likewise", unit: reporting_currency }
  reporting_packaging_amount: { type: "decimal(18,4)", about: "packaging_amount, likewise", unit: reporting_currency }
  reporting_duty_amount: { type: "decimal(18,4)", about: "duty_amount, likewise", unit: reporting_currency }
  reporting_marketing_amount: { type: "decimal(18,4)", about: "marketing_amount, likewise", unit: reporting_currency }
  reporting_cm1_amount: { type: "decimal(18,4)", about: "cm1_amount, likewise", unit: reporting_currency }
  reporting_cm2_amount: { type: "decimal(18,4)", about: "cm2_amount, likewise", unit: reporting_currency }
  reporting_cm3_amount: { type: "decimal(18,4)", about: "cm3_amount, likewise", unit: reporting_currency }
  reporting_currency: { type: varchar, checks: [not_null] }
---*/
with

orders as (
    select * from {{ changed('int_orders_identified') }} where not is_test
),

sales as (
    select * from {{ changed('fct_sales') }}
),

line_costs as (
    select * from {{ changed('fct_order_line_costs') }}
),

-- A return is told per refund, so that units can be compared with those of its restock.
moved as (
    select
        order_key,
        order_line_id,
        refund_id,
        event_date,
        min(product_key) as product_key,
        sum(amount)::decimal(18,4) as net_amount,
        sum(case when event_type = 'refund' then 0 else amount end)::decimal(18,4) as sold_amount,
        sum(case when event_type = 'sale' then quantity else 0 end)::bigint as sold_units,
        (-sum(case when event_type = 'refund' then quantity else 0 end))::bigint as returned_units
    from sales
    where
        order_line_id is not null
        and (event_type in ('sale', 'discount') or event_type = 'refund' and component in ('goods', 'adjustment'))
    group by order_key, order_line_id, refund_id, event_date
),

restocks as (
    select order_key, order_line_id, refund_id, sum(restocked_quantity)::bigint as restocked_units
    from {{ union_of('restocks') }} as restocks
    group by order_key, order_line_id, refund_id
),

-- Each refund of a line, and what was sold of it.
priced as (
    select
        moved.order_key,
        moved.order_line_id,
        moved.event_date as profit_date,
        moved.net_amount,
        ((
            moved.sold_units - case
                when moved.returned_units = 0 then 0
                when restocks.restocked_units is not null then least(restocks.restocked_units, moved.returned_units)
                when orders.cancelled_at is not null then moved.returned_units
                else 0
            end
        ) * costs.unit_cost_amount::decimal(28,4))::decimal(18,4) as cogs_amount,
        coalesce(costs.is_estimated, false)
            or moved.returned_units > 0 and restocks.restocked_units is null and orders.cancelled_at is null as is_cogs_estimated
    from moved
    join orders on orders.order_key = moved.order_key
    left join restocks
        on restocks.order_key = moved.order_key
        and restocks.order_line_id = moved.order_line_id
        and restocks.refund_id = moved.refund_id
    left join line_costs as costs
        on costs.order_key = moved.order_key and costs.order_line_id = moved.order_line_id
),

of_lines as (
    select
        order_key,
        order_line_id,
        profit_date,
        sum(net_amount)::decimal(18,4) as net_amount,
        case when count(*) = count(cogs_amount) then sum(cogs_amount) end::decimal(18,4) as cogs_amount,
        count_if(is_cogs_estimated) > 0 as is_cogs_estimated
    from priced
    group by order_key, order_line_id, profit_date
),

costs as (
    select * from {{ changed('fct_order_costs') }}
),

-- Amounts of the order as a whole, by day.
of_days as (
    select
        order_key,
        event_date as profit_date,
        sum(case when component in ('shipping', 'fee') then 0 else amount end)::decimal(18,4) as net_amount,
        sum(case when component in ('shipping', 'fee') then amount else 0 end)::decimal(18,4) as shipping_charged_amount,
        0::decimal(18,4) as payment_fee_amount,
        0::decimal(18,4) as shipping_cost_amount,
        0::decimal(18,4) as packaging_amount,
        0::decimal(18,4) as duty_amount,
        0::decimal(18,4) as marketing_amount,
        false as is_charge_estimated
    from sales
    where component in ('shipping', 'fee')
        or order_line_id is null and (event_type in ('sale', 'discount') or event_type = 'refund' and component in ('goods', 'adjustment'))
    group by order_key, event_date
    union all
    select
        order_key,
        order_date,
        0,
        0,
        payment_fee_amount,
        shipping_cost_amount,
        packaging_amount,
        duty_amount,
        marketing_amount,
        is_payment_fee_estimated and coalesce(payment_fee_amount <> 0, true)
        or is_shipping_cost_estimated and coalesce(shipping_cost_amount <> 0, true)
        or is_packaging_estimated and coalesce(packaging_amount <> 0, true)
        or is_duty_estimated and coalesce(duty_amount <> 0, true)
    from costs
),

of_orders as (
    select
        order_key,
        profit_date,
        sum(net_amount)::decimal(18,4) as net_amount,
        sum(shipping_charged_amount)::decimal(18,4) as shipping_charged_amount,
        case when count(*) = count(payment_fee_amount) then sum(payment_fee_amount) end::decimal(18,4) as payment_fee_amount,
        case when count(*) = count(shipping_cost_amount) then sum(shipping_cost_amount) end::decimal(18,4) as shipping_cost_amount,
        case when count(*) = count(packaging_amount) then sum(packaging_amount) end::decimal(18,4) as packaging_amount,
        case when count(*) = count(duty_amount) then sum(duty_amount) end::decimal(18,4) as duty_amount,
        case when count(*) = count(marketing_amount) then sum(marketing_amount) end::decimal(18,4) as marketing_amount,
        count_if(is_charge_estimated) > 0 as is_charge_estimated
    from of_days
    group by order_key, profit_date
),

sold as (
    select order_key, order_line_id, min(product_key) as product_key, sum(sold_amount)::decimal(18,4) as weight
    from moved
    group by order_key, order_line_id
),

weights as (
    select
        sold.order_key,
        sold.order_line_id,
        sold.weight,
        (sum(sold.weight) over (
            partition by sold.order_key order by sold.order_line_id rows between unbounded preceding and current row
        ))::decimal(18,4) as weight_so_far,
        (sum(sold.weight) over (partition by sold.order_key))::decimal(18,4) as weight_of_order,
        line_costs.unit_cost_amount is not null as has_cost
    from sold
    left join line_costs
        on line_costs.order_key = sold.order_key and line_costs.order_line_id = sold.order_line_id
    where sold.weight > 0
),

-- An order without weights keeps its amounts.
shared as (
    select
        of_orders.*,
        weights.order_line_id,
        coalesce(weights.has_cost, true) as has_cost,
        coalesce(weights.weight_so_far, 1)::decimal(18,4) as weight_so_far,
        coalesce(weights.weight_so_far - weights.weight, 0)::decimal(18,4) as weight_before,
        coalesce(weights.weight_of_order, 1)::decimal(18,4) as weight_of_order
    from of_orders
    left join weights on weights.order_key = of_orders.order_key
    where coalesce(
        of_orders.net_amount <> 0 or of_orders.shipping_charged_amount <> 0 or of_orders.payment_fee_amount <> 0
        or of_orders.shipping_cost_amount <> 0 or of_orders.packaging_amount <> 0 or of_orders.duty_amount <> 0
        or of_orders.marketing_amount <> 0,
        true
    )
),

-- The share of a line is what all lines up to it have, less what all before it have: shares add up to the amount.
split as (
    select
        order_key,
        order_line_id,
        profit_date,
        has_cost,
        is_charge_estimated,
        ({{ prorate('net_amount', 'weight_so_far', 'weight_of_order') }}
            - {{ prorate('net_amount', 'weight_before', 'weight_of_order') }})::decimal(18,4) as net_amount,
        ({{ prorate('shipping_charged_amount', 'weight_so_far', 'weight_of_order') }}
            - {{ prorate('shipping_charged_amount', 'weight_before', 'weight_of_order') }})::decimal(18,4) as shipping_charged_amount,
        ({{ prorate('payment_fee_amount', 'weight_so_far', 'weight_of_order') }}
            - {{ prorate('payment_fee_amount', 'weight_before', 'weight_of_order') }})::decimal(18,4) as payment_fee_amount,
        ({{ prorate('shipping_cost_amount', 'weight_so_far', 'weight_of_order') }}
            - {{ prorate('shipping_cost_amount', 'weight_before', 'weight_of_order') }})::decimal(18,4) as shipping_cost_amount,
        ({{ prorate('packaging_amount', 'weight_so_far', 'weight_of_order') }}
            - {{ prorate('packaging_amount', 'weight_before', 'weight_of_order') }})::decimal(18,4) as packaging_amount,
        ({{ prorate('duty_amount', 'weight_so_far', 'weight_of_order') }}
            - {{ prorate('duty_amount', 'weight_before', 'weight_of_order') }})::decimal(18,4) as duty_amount,
        ({{ prorate('marketing_amount', 'weight_so_far', 'weight_of_order') }}
            - {{ prorate('marketing_amount', 'weight_before', 'weight_of_order') }})::decimal(18,4) as marketing_amount
    from shared
),

-- Of a line and day: its own sales, and its share of what belongs to the order.
summed as (
    select
        coalesce(of_lines.order_key, split.order_key) as order_key,
        coalesce(of_lines.order_line_id, split.order_line_id) as order_line_id,
        coalesce(of_lines.profit_date, split.profit_date) as profit_date,
        (coalesce(of_lines.net_amount, 0) + coalesce(split.net_amount, 0))::decimal(18,4) as net_amount,
        case
            when of_lines.order_key is null then case when split.has_cost then 0 end
            when coalesce(split.has_cost, true) then of_lines.cogs_amount
        end::decimal(18,4) as cogs_amount,
        case when split.order_key is null then 0 else split.shipping_charged_amount end::decimal(18,4) as shipping_charged_amount,
        case when split.order_key is null then 0 else split.payment_fee_amount end::decimal(18,4) as payment_fee_amount,
        case when split.order_key is null then 0 else split.shipping_cost_amount end::decimal(18,4) as shipping_cost_amount,
        case when split.order_key is null then 0 else split.packaging_amount end::decimal(18,4) as packaging_amount,
        case when split.order_key is null then 0 else split.duty_amount end::decimal(18,4) as duty_amount,
        case when split.order_key is null then 0 else split.marketing_amount end::decimal(18,4) as marketing_amount,
        coalesce(of_lines.is_cogs_estimated, false) as is_cogs_estimated,
        coalesce(split.is_charge_estimated, false) as is_charge_estimated
    from of_lines
    full outer join split
        on split.order_key = of_lines.order_key
        and split.order_line_id = of_lines.order_line_id
        and split.profit_date = of_lines.profit_date
),

-- A margin that lacks a cost on the day of the order lacks it on all days, or its sum would be that of the returns alone.
margins as (
    select
        summed.*,
        net_amount - cogs_amount as cm1_amount,
        case
            when costs.payment_fee_amount + costs.shipping_cost_amount + costs.packaging_amount + costs.duty_amount is not null
                then
                    summed.net_amount - summed.cogs_amount + summed.shipping_charged_amount - summed.payment_fee_amount
                    - summed.shipping_cost_amount - summed.packaging_amount - summed.duty_amount
        end as cm2_amount,
        case when costs.marketing_amount is not null then summed.marketing_amount end as known_marketing_amount
    from summed
    left join costs on costs.order_key = summed.order_key
),

final as (
    select
        margins.order_key || ':' || coalesce(margins.order_line_id, '') || ':' || margins.profit_date::varchar as order_line_profit_key,
        margins.order_key,
        orders.source,
        orders.connection,
        orders.order_index,
        margins.order_line_id,
        sold.product_key,
        orders.customer_key,
        margins.profit_date,
        margins.net_amount,
        margins.cogs_amount,
        margins.shipping_charged_amount,
        margins.payment_fee_amount,
        margins.shipping_cost_amount,
        margins.packaging_amount,
        margins.duty_amount,
        margins.marketing_amount,
        margins.cm1_amount::decimal(18,4) as cm1_amount,
        margins.cm2_amount::decimal(18,4) as cm2_amount,
        (margins.cm2_amount - margins.known_marketing_amount)::decimal(18,4) as cm3_amount,
        margins.is_cogs_estimated,
        margins.is_cogs_estimated or margins.is_charge_estimated as is_cm2_estimated,
        orders.currency,
        {{ converted('margins.net_amount', 'orders.currency', 'orders.reporting_currency', 'rates.reporting_rate') }} as reporting_net_amount,
        {{ converted('margins.cogs_amount', 'orders.currency', 'orders.reporting_currency', 'rates.reporting_rate') }} as reporting_cogs_amount,
        {{ converted('margins.shipping_charged_amount', 'orders.currency', 'orders.reporting_currency', 'rates.reporting_rate') }} as reporting_shipping_charged_amount,
        {{ converted('margins.payment_fee_amount', 'orders.currency', 'orders.reporting_currency', 'rates.reporting_rate') }} as reporting_payment_fee_amount,
        {{ converted('margins.shipping_cost_amount', 'orders.currency', 'orders.reporting_currency', 'rates.reporting_rate') }} as reporting_shipping_cost_amount,
        {{ converted('margins.packaging_amount', 'orders.currency', 'orders.reporting_currency', 'rates.reporting_rate') }} as reporting_packaging_amount,
        {{ converted('margins.duty_amount', 'orders.currency', 'orders.reporting_currency', 'rates.reporting_rate') }} as reporting_duty_amount,
        {{ converted('margins.marketing_amount', 'orders.currency', 'orders.reporting_currency', 'rates.reporting_rate') }} as reporting_marketing_amount,
        {{ converted('margins.cm1_amount', 'orders.currency', 'orders.reporting_currency', 'rates.reporting_rate') }} as reporting_cm1_amount,
        {{ converted('margins.cm2_amount', 'orders.currency', 'orders.reporting_currency', 'rates.reporting_rate') }} as reporting_cm2_amount,
        {{ converted('(margins.cm2_amount - margins.known_marketing_amount)', 'orders.currency', 'orders.reporting_currency', 'rates.reporting_rate') }} as reporting_cm3_amount,
        orders.reporting_currency
    from margins
    join orders on orders.order_key = margins.order_key
    left join sold on sold.order_key = margins.order_key and sold.order_line_id = margins.order_line_id
    left join {{ changed('int_order_rates') }} as rates on rates.order_key = margins.order_key and rates.rate_date = margins.profit_date
)

select * from final
