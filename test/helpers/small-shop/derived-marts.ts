// Marts that follow from the base marts; forecasts and scores by naive rules.

/** Statements in the order they run in, as of the day of an ISO-8601 time. */
export const derivedMarts = (asOf: string): string[] => {
  const today = `date '${asOf.slice(0, 10)}'`;
  return [
    lineProfit,
    dailySales,
    customerRfm(today),
    customers,
    cohorts(today),
    customerChurn(today),
    demandForecast(today),
  ];
};

/** A plan of every month that has a year before it: a fifth more of everything. Not every shop drops one. */
export const plannedMarts = `create table marts.mart_monthly_plan as
  with sold as (
    select date_trunc('month', event_date)::date as month_date, 'net_sales' as line, sum(reporting_amount) as amount
    from marts.fct_sales
    where event_type in ('sale', 'discount') or event_type = 'refund' and component in ('goods', 'adjustment')
    group by all
    union all
    select date_trunc('month', order_date)::date, 'orders', count(*) from marts.fct_orders where is_valid group by all
    union all
    select date_trunc('month', profit_date)::date, 'cm1', sum(reporting_cm1_amount) from marts.fct_order_line_profit group by all)
  select (month_date + to_years(1))::date as month_date, line, round(1.2 * amount, -1)::decimal(18,4) as planned_amount
  from sold`;

/** The cost of goods alone; nobody tells the other costs, and what comes back goes back to stock. */
const lineProfit = `insert into marts.fct_order_line_profit by name
  with moved as (
    select order_key, order_line_id, any_value(product_key) as product_key, any_value(customer_key) as customer_key,
      event_date as profit_date, any_value(source) as source, any_value(connection) as connection,
      any_value(order_index) as order_index, any_value(currency) as currency, any_value(reporting_currency) as reporting_currency,
      sum(amount) as net_amount, sum(reporting_amount) as reporting_net_amount,
      sum(case when event_type = 'sale' then 0.42 * amount when event_type = 'refund' then 0.42 * amount else 0 end) as cogs_amount
    from marts.fct_sales
    where event_type in ('sale', 'discount') or event_type = 'refund' and component = 'goods'
    group by order_key, order_line_id, event_date)
  select order_key || ':' || order_line_id || ':' || profit_date as order_line_profit_key, *, 0 as shipping_charged_amount,
    net_amount - cogs_amount as cm1_amount, false as is_cogs_estimated, false as is_cm2_estimated,
    case when reporting_net_amount is not null then cogs_amount end as reporting_cogs_amount,
    reporting_net_amount - cogs_amount as reporting_cm1_amount
  from moved`;

const dailySales = `create table marts.mart_daily_sales as
  with ordered as (
    select order_date as sales_date, currency, count(*) as orders_count,
      sum(case when is_first_order then 1 else 0 end)::bigint as new_customer_orders_count,
      sum(case when is_first_order then 0 else 1 end)::bigint as returning_customer_orders_count,
      sum(units_count)::bigint as units_count
    from marts.fct_orders where is_valid group by all),
  moved as (
    select event_date as sales_date, currency,
      sum(case when event_type = 'sale' then amount else 0 end)::decimal(18,4) as gross_amount,
      sum(case when event_type = 'discount' then -amount else 0 end)::decimal(18,4) as discount_amount,
      sum(case when event_type = 'refund' and component = 'goods' then -amount else 0 end)::decimal(18,4) as refund_amount,
      sum(case when event_type = 'shipping' then amount else 0 end)::decimal(18,4) as shipping_amount,
      sum(case when event_type = 'tax' then amount else 0 end)::decimal(18,4) as tax_amount,
      sum(amount)::decimal(18,4) as total_amount
    from marts.fct_sales group by all)
  select sales_date, currency, coalesce(orders_count, 0) as orders_count,
    coalesce(new_customer_orders_count, 0) as new_customer_orders_count,
    coalesce(returning_customer_orders_count, 0) as returning_customer_orders_count,
    coalesce(units_count, 0) as units_count, coalesce(gross_amount, 0) as gross_amount,
    coalesce(discount_amount, 0) as discount_amount, coalesce(refund_amount, 0) as refund_amount,
    coalesce(gross_amount, 0) - coalesce(discount_amount, 0) - coalesce(refund_amount, 0) as net_amount,
    coalesce(shipping_amount, 0) as shipping_amount, coalesce(tax_amount, 0) as tax_amount,
    coalesce(total_amount, 0) as total_amount
  from ordered full join moved using (sales_date, currency)`;

const customerRfm = (today: string) => `create table marts.mart_customer_rfm as
  with people as (
    select customer_key, datediff('day', max(order_date), ${today}) as recency_days, count(*) as frequency_count,
      sum(net_amount) as monetary_amount, min(order_date) as first_order_date, max(order_date) as last_order_date,
      count(*) as orders_count, sum(net_amount) as net_amount
    from marts.fct_orders where is_valid and customer_key is not null group by customer_key),
  scored as (
    select *, 6 - ntile(5) over (order by recency_days, customer_key) as r_score,
      least(5, frequency_count) as f_score, ntile(5) over (order by monetary_amount, customer_key) as m_score
    from people)
  select *, case
      when r_score >= 4 and f_score >= 4 then 'champions' when r_score >= 3 and f_score + m_score >= 7 then 'loyal'
      when r_score >= 4 and f_score = 1 then 'new' when r_score >= 4 then 'potential_loyalists'
      when r_score = 3 and f_score = 1 then 'promising' when r_score = 3 then 'needs_attention'
      when f_score + m_score >= 9 then 'cant_lose' when f_score + m_score >= 5 then 'at_risk'
      when r_score = 2 then 'about_to_sleep' else 'hibernating' end as segment,
    'EUR' as currency
  from scored`;

const customers = `create table marts.dim_customers as
  select customer_key, 'email_1_' || customer_key as email_token, null::varchar as phone_token, 'DK' as country_code,
    null::varchar as region_code, 'Aarhus' as city, '80' as postcode_area, hash(customer_key) % 3 > 0 as has_email_consent,
    false as has_sms_consent, true as is_shop_customer, 1 as records_count, 1 as sources_count, first_order_date::timestamp as created_at
  from marts.mart_customer_rfm`;

const cohorts = (today: string) => `create table marts.mart_cohorts as
  with born as (select customer_key, date_trunc('month', first_order_date)::date as cohort_month from marts.mart_customer_rfm),
  months as (
    select cohort_month, month_index, count(distinct orders.customer_key) as active, count(orders.order_key) as orders,
      coalesce(sum(net_amount), 0) as net
    from (select distinct cohort_month from born) cross join range(0, 24) as steps (month_index)
    left join born using (cohort_month)
    left join marts.fct_orders as orders on orders.customer_key = born.customer_key
      and datediff('month', cohort_month, orders.order_date) = month_index
    where cohort_month + to_months(month_index::integer) < ${today}
    group by all)
  select cohort_month, month_index, sizes.customers as customers_count, active as active_customers_count, orders as orders_count,
    net as net_amount,
    case when cohort_month + to_months((month_index + 1)::integer) <= ${today} then (active / sizes.customers)::decimal(18,8) end as retention_rate,
    sum(net) over (partition by cohort_month order by month_index) as cumulative_amount
  from months join (select cohort_month, count(*) as customers from born group by all) as sizes using (cohort_month)`;

const customerChurn = (today: string) => `create table marts.mart_customer_churn as
  select customer_key, ${today} as as_of_date, least(0.97, recency_days / 400.0)::double as churn_probability,
    case when recency_days > 240 then 'high' when recency_days > 120 then 'medium' else 'low' end as risk_band,
    (net_amount * 0.3)::decimal(18,4) as expected_value_amount, currency, 'days since last order' as reason_1,
    'gap longer than usual' as reason_2, 'few e-mail clicks' as reason_3, 'models/churn/abc/model.json' as model_key
  from marts.mart_customer_rfm`;

const demandForecast = (today: string) => `create table marts.mart_demand_forecast as
  with sold as (
    select product_key, sku, sum(quantity) / 84.0 as daily from marts.fct_order_lines
    where order_date >= ${today} - 84 group by all)
  select product_key, sku, (${today} + horizon_day::integer - 1)::date as forecast_date, horizon_day::bigint as horizon_day,
    daily::double as units, (daily * 0.6)::double as units_p10, (daily * 1.5)::double as units_p90,
    'prophet' as model_name, 'models/demand_forecast/def/model.json' as model_key
  from sold cross join range(1, 29) as steps (horizon_day)`;
