/*---
model: mart_monthly_profit
about: >-
  Sales, costs and margins by month over all shops, in the currency of the reports, and what is missing of them. Costs are positive.
  Marketing is all spend of the month, allocated to orders or not. A line of which nothing is known is null.
grain: one row per month with sales or spend and line
key: [month_date, line]
materialize: table
owner: commerce
date: month_date
decisions: [docs/decisions/0045-cost-and-profit.md]
columns:
  month_date: { type: date, about: "First day; days are those of each shop's zone", checks: [not_null] }
  line: { type: varchar, checks: [not_null] }
  line_number: { type: bigint, about: Place in the statement, checks: [not_null] }
  amount: { type: "decimal(18,4)", unit: reporting_currency }
  unknown_orders_count: { type: bigint, about: Orders of which this cost is not known, unit: orders, checks: [not_null, { min: 0 }] }
  unknown_net_amount: { type: "decimal(18,4)", about: Their net sales, unit: reporting_currency, checks: [not_null] }
  is_estimated: { type: boolean, about: Some of it stands on an assumption, checks: [not_null] }
  reporting_currency: { type: varchar }
---*/
with

entries as (
    select
        profit.*,
        date_trunc('month', profit.profit_date)::date as month_date
    from {{ ref('fct_order_line_profit') }} as profit
    where profit.reporting_net_amount is not null
),

sums as (
    select
        month_date,
        min(reporting_currency) as reporting_currency,
        sum(reporting_net_amount) as net_sales,
        sum(case when cogs_amount is null then reporting_net_amount else 0 end) as net_without_cost,
        sum(reporting_cogs_amount) as cogs,
        sum(reporting_shipping_charged_amount) as shipping_charged,
        sum(reporting_payment_fee_amount) as payment_fees,
        sum(reporting_shipping_cost_amount) as shipping_cost,
        sum(reporting_packaging_amount) as packaging,
        sum(reporting_duty_amount) as duties,
        sum(case when payment_fee_amount is null then reporting_net_amount else 0 end) as net_without_fee,
        sum(case when shipping_cost_amount is null then reporting_net_amount else 0 end) as net_without_shipping,
        sum(case when packaging_amount is null then reporting_net_amount else 0 end) as net_without_packaging,
        sum(case when duty_amount is null then reporting_net_amount else 0 end) as net_without_duty,
        sum(case when cogs_amount + payment_fee_amount + shipping_cost_amount + packaging_amount + duty_amount is null then reporting_net_amount else 0 end) as net_without_any,
        count_if(is_cogs_estimated) > 0 as is_cogs_estimated
    from entries
    group by month_date
),

-- Orders that lack a cost, once each in a month.
lacking as (
    select
        month_date,
        count_if(lacks_cogs) as without_cogs,
        count_if(lacks_fee) as without_fee,
        count_if(lacks_shipping) as without_shipping,
        count_if(lacks_packaging) as without_packaging,
        count_if(lacks_duty) as without_duty,
        count(*) as without_any
    from (
        select
            month_date,
            order_key,
            count(*) > count(cogs_amount) as lacks_cogs,
            count(*) > count(payment_fee_amount) as lacks_fee,
            count(*) > count(shipping_cost_amount) as lacks_shipping,
            count(*) > count(packaging_amount) as lacks_packaging,
            count(*) > count(duty_amount) as lacks_duty
        from entries
        group by month_date, order_key
    ) as orders
    where lacks_cogs or lacks_fee or lacks_shipping or lacks_packaging or lacks_duty
    group by month_date
),

estimates as (
    select
        date_trunc('month', order_date)::date as month_date,
        count_if(is_payment_fee_estimated) > 0 as is_fee_estimated,
        count_if(is_shipping_cost_estimated) > 0 as is_shipping_estimated,
        count_if(is_packaging_estimated) > 0 as is_packaging_estimated,
        count_if(is_duty_estimated) > 0 as is_duty_estimated
    from {{ ref('fct_order_costs') }}
    group by date_trunc('month', order_date)::date
),

spend as (
    select
        date_trunc('month', spend_date)::date as month_date,
        max(reporting_currency) as reporting_currency,
        sum(reporting_amount) as marketing,
        count(*) > count(reporting_amount) as is_unrated
    from {{ ref('fct_ad_spend') }}
    group by date_trunc('month', spend_date)::date
),

advertised as (
    select count(*) > 0 as is_known from spend
),

monthly as (
    select
        coalesce(sums.month_date, spend.month_date) as month_date,
        coalesce(sums.reporting_currency, spend.reporting_currency) as reporting_currency,
        coalesce(sums.net_sales, 0) as net_sales,
        coalesce(sums.net_without_cost, 0) as net_without_cost,
        case when coalesce(lacking.without_cogs, 0) = 0 or sums.cogs <> 0 then coalesce(sums.cogs, 0) end as cogs,
        coalesce(sums.shipping_charged, 0) as shipping_charged,
        case when coalesce(lacking.without_fee, 0) = 0 or sums.payment_fees <> 0 then coalesce(sums.payment_fees, 0) end as payment_fees,
        case when coalesce(lacking.without_shipping, 0) = 0 or sums.shipping_cost <> 0 then coalesce(sums.shipping_cost, 0) end as shipping_cost,
        case when coalesce(lacking.without_packaging, 0) = 0 or sums.packaging <> 0 then coalesce(sums.packaging, 0) end as packaging,
        coalesce(sums.duties, 0) as duties,
        case when advertised.is_known and not coalesce(spend.is_unrated, false) then coalesce(spend.marketing, 0) end as marketing,
        coalesce(lacking.without_cogs, 0) as without_cogs,
        coalesce(lacking.without_fee, 0) as without_fee,
        coalesce(lacking.without_shipping, 0) as without_shipping,
        coalesce(lacking.without_packaging, 0) as without_packaging,
        coalesce(lacking.without_duty, 0) as without_duty,
        coalesce(sums.net_without_fee, 0) as net_without_fee,
        coalesce(sums.net_without_shipping, 0) as net_without_shipping,
        coalesce(sums.net_without_packaging, 0) as net_without_packaging,
        coalesce(sums.net_without_duty, 0) as net_without_duty,
        coalesce(lacking.without_any, 0) as without_any,
        coalesce(sums.net_without_any, 0) as net_without_any,
        coalesce(sums.is_cogs_estimated, false) as is_cogs_estimated,
        coalesce(estimates.is_fee_estimated, false) as is_fee_estimated,
        coalesce(estimates.is_shipping_estimated, false) as is_shipping_estimated,
        coalesce(estimates.is_packaging_estimated, false) as is_packaging_estimated,
        coalesce(estimates.is_duty_estimated, false) as is_duty_estimated
    from sums
    full outer join spend on spend.month_date = sums.month_date
    left join lacking on lacking.month_date = sums.month_date
    left join estimates on estimates.month_date = sums.month_date
    cross join advertised
),

-- A margin is null where one of its parts is.
added as (
    select
        monthly.*,
        net_sales - net_without_cost - cogs as cm1,
        net_sales - net_without_cost - cogs + shipping_charged - payment_fees - shipping_cost - packaging - duties as cm2
    from monthly
),

lines as (
    select month_date, reporting_currency, 'net_sales' as line, 1 as line_number, net_sales as amount, 0 as unknown_orders, 0 as unknown_net, false as is_estimated from added
    union all
    select month_date, reporting_currency, 'net_sales_without_cost', 2, net_without_cost, without_cogs, net_without_cost, false from added
    union all
    select month_date, reporting_currency, 'cogs', 3, cogs, without_cogs, net_without_cost, is_cogs_estimated from added
    union all
    select month_date, reporting_currency, 'cm1', 4, cm1, without_cogs, net_without_cost, is_cogs_estimated from added
    union all
    select month_date, reporting_currency, 'shipping_charged', 5, shipping_charged, 0, 0, false from added
    union all
    select month_date, reporting_currency, 'payment_fees', 6, payment_fees, without_fee, net_without_fee, is_fee_estimated from added
    union all
    select month_date, reporting_currency, 'shipping_cost', 7, shipping_cost, without_shipping, net_without_shipping, is_shipping_estimated from added
    union all
    select month_date, reporting_currency, 'packaging', 8, packaging, without_packaging, net_without_packaging, is_packaging_estimated from added
    union all
    select month_date, reporting_currency, 'duties', 9, duties, without_duty, net_without_duty, is_duty_estimated from added
    union all
    select
        month_date, reporting_currency, 'cm2', 10, cm2, without_any, net_without_any,
        is_cogs_estimated or is_fee_estimated or is_shipping_estimated or is_packaging_estimated or is_duty_estimated
    from added
    union all
    select month_date, reporting_currency, 'marketing', 11, marketing, 0, 0, false from added
    union all
    select
        month_date, reporting_currency, 'cm3', 12, cm2 - marketing, without_any, net_without_any,
        is_cogs_estimated or is_fee_estimated or is_shipping_estimated or is_packaging_estimated or is_duty_estimated
    from added
),

final as (
    select
        month_date,
        line,
        line_number::bigint as line_number,
        amount::decimal(18,4) as amount,
        unknown_orders::bigint as unknown_orders_count,
        unknown_net::decimal(18,4) as unknown_net_amount,
        is_estimated,
        reporting_currency
    from lines
)

select * from final
