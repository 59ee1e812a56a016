/*---
model: mart_order_profit
about: >-
  Contribution of every order over all its days, and what is missing of it. A margin is null if one of the order's lines lacks a cost.
grain: one row per order with sales or costs
key: [order_key]
materialize: incremental
replace_partition: order_key
owner: commerce
date: order_date
decisions: [docs/decisions/0045-cost-and-profit.md]
columns:
  order_key: { type: varchar, checks: [unique, not_null, { in: fct_orders.order_key }] }
  order_id: { type: varchar }
  source: { type: varchar, checks: [not_null] }
  connection: { type: varchar, checks: [not_null] }
  customer_key: { type: varchar }
  order_date: { type: date, checks: [not_null] }
  is_valid: { type: boolean, checks: [not_null] }
  net_amount: { type: "decimal(18,4)", about: "Net sales: gross - discounts - returns, without tax", unit: currency, checks: [not_null] }
  cogs_amount: { type: "decimal(18,4)", about: Null if one of the lines has no cost, unit: currency }
  shipping_charged_amount: { type: "decimal(18,4)", unit: currency, checks: [not_null] }
  payment_fee_amount: { type: "decimal(18,4)", unit: currency }
  shipping_cost_amount: { type: "decimal(18,4)", unit: currency }
  packaging_amount: { type: "decimal(18,4)", unit: currency }
  duty_amount: { type: "decimal(18,4)", unit: currency }
  marketing_amount: { type: "decimal(18,4)", about: Allocated from the day's ad spend, unit: currency }
  cm1_amount: { type: "decimal(18,4)", about: net_amount - cogs_amount, unit: currency }
  cm2_amount: { type: "decimal(18,4)", about: "cm1 + shipping charged - payment fee - shipping cost - packaging - duty", unit: currency }
  cm3_amount: { type: "decimal(18,4)", about: cm2 - marketing, unit: currency }
  net_without_cost_amount: { type: "decimal(18,4)", about: Net sales of lines without a known cost, unit: currency, checks: [not_null] }
  is_estimated: { type: boolean, about: "One of the costs up to margin 2 is an estimate", checks: [not_null] }
  currency: { type: varchar, checks: [not_null] }
  reporting_cm3_amount: { type: "decimal(18,4)", about: "cm3_amount, each day at its own rate; null without one", unit: reporting_currency }
  reporting_currency: { type: varchar, checks: [not_null] }
---*/
with

orders as (
    select * from {{ changed('int_orders_identified') }} where not is_test
),

summed as (
    select
        profit.order_key,
        sum(profit.net_amount)::decimal(18,4) as net_amount,
        case when count(profit.cogs_amount) = count(*) then sum(profit.cogs_amount) end::decimal(18,4) as cogs_amount,
        sum(profit.shipping_charged_amount)::decimal(18,4) as shipping_charged_amount,
        case when count(profit.payment_fee_amount) = count(*) then sum(profit.payment_fee_amount) end::decimal(18,4) as payment_fee_amount,
        case when count(profit.shipping_cost_amount) = count(*) then sum(profit.shipping_cost_amount) end::decimal(18,4) as shipping_cost_amount,
        case when count(profit.packaging_amount) = count(*) then sum(profit.packaging_amount) end::decimal(18,4) as packaging_amount,
        case when count(profit.duty_amount) = count(*) then sum(profit.duty_amount) end::decimal(18,4) as duty_amount,
        case when count(profit.marketing_amount) = count(*) then sum(profit.marketing_amount) end::decimal(18,4) as marketing_amount,
        case when count(profit.cm1_amount) = count(*) then sum(profit.cm1_amount) end::decimal(18,4) as cm1_amount,
        case when count(profit.cm2_amount) = count(*) then sum(profit.cm2_amount) end::decimal(18,4) as cm2_amount,
        case when count(profit.cm3_amount) = count(*) then sum(profit.cm3_amount) end::decimal(18,4) as cm3_amount,
        sum(case when profit.cogs_amount is null then profit.net_amount else 0 end)::decimal(18,4) as net_without_cost_amount,
        count_if(profit.is_cm2_estimated) > 0 as is_estimated,
        case when count(profit.reporting_cm3_amount) = count(*) then sum(profit.reporting_cm3_amount) end::decimal(18,4) as reporting_cm3_amount
    from {{ changed('fct_order_line_profit') }} as profit
    group by profit.order_key
),

final as (
    select
        summed.order_key,
        orders.order_id,
        orders.source,
        orders.connection,
        orders.customer_key,
        orders.order_date,
        orders.is_valid,
        summed.net_amount,
        summed.cogs_amount,
        summed.shipping_charged_amount,
        summed.payment_fee_amount,
        summed.shipping_cost_amount,
        summed.packaging_amount,
        summed.duty_amount,
        summed.marketing_amount,
        summed.cm1_amount,
        summed.cm2_amount,
        summed.cm3_amount,
        summed.net_without_cost_amount,
        summed.is_estimated,
        orders.currency,
        summed.reporting_cm3_amount,
        orders.reporting_currency
    from summed
    join orders on orders.order_key = summed.order_key
)

select * from final
