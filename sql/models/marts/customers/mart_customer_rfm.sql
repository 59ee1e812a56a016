/*---
model: mart_customer_rfm
about: >-
  R: days since the last valid order, quintiles of all buyers. F: valid orders of the last 24 months, quintiles, or the fixed edges 1, 2, 3,
  4-5, 6+ when more than half of the buyers have one. M: net sales of those orders, quintiles. Buyers with equal values share a score. The
  segments' rules are applied in order; every buyer falls into exactly one.
grain: one row per customer with a valid order
key: [customer_key]
materialize: table
owner: customers
date: last_order_date
decisions: [docs/decisions/0013-rfm.md]
columns:
  customer_key: { type: varchar, checks: [unique, not_null, { in: dim_customers.customer_key }] }
  recency_days: { type: bigint, about: Whole days from the last valid order to today, unit: days, checks: [not_null, { min: 0 }] }
  frequency_count: { type: bigint, about: Valid orders of the last 24 months, unit: orders, checks: [not_null, { min: 0 }] }
  monetary_amount: { type: "decimal(18,4)", about: Net sales of those orders, unit: currency, checks: [not_null] }
  r_score: { type: bigint, about: 5 is most recent, checks: [not_null, { min: 1 }, { max: 5 }] }
  f_score: { type: bigint, checks: [not_null, { min: 1 }, { max: 5 }] }
  m_score: { type: bigint, checks: [not_null, { min: 1 }, { max: 5 }] }
  segment:
    type: varchar
    checks:
      - not_null
      - accepted:
          - Champions
          - Loyal
          - New
          - Potential loyalists
          - Promising
          - Needs attention
          - "Can't lose"
          - At risk
          - About to sleep
          - Hibernating
  first_order_date: { type: date, checks: [not_null] }
  last_order_date: { type: date, checks: [not_null] }
  orders_count: { type: bigint, about: Valid orders ever, unit: orders, checks: [not_null, { min: 1 }] }
  net_amount: { type: "decimal(18,4)", about: Net sales ever, unit: currency, checks: [not_null] }
  currency: { type: varchar, about: "The reporting currency; orders without a rate to it count as orders but not as money" }
---*/
with

today as (
    select * from {{ ref('int_today') }}
),

orders as (
    select
        orders.customer_key,
        orders.order_date,
        coalesce(orders.reporting_net_amount, 0) as net_amount,
        orders.reporting_currency as currency,
        today.today,
        orders.order_date >= {{ months_after('today.today', '-24') }} as is_recent
    from {{ ref('fct_orders') }} as orders
    cross join today
    where orders.is_valid and orders.customer_key is not null
),

buyers as (
    select
        customer_key,
        -- A shop east of the reporting one may be a day ahead of it.
        greatest(datediff('day', max(order_date), max(today)), 0) as recency_days,
        count_if(is_recent) as frequency_count,
        sum(case when is_recent then net_amount else 0 end)::decimal(18,4) as monetary_amount,
        min(order_date) as first_order_date,
        max(order_date) as last_order_date,
        count(*) as orders_count,
        sum(net_amount)::decimal(18,4) as net_amount,
        min(currency) as currency
    from orders
    group by customer_key
),

ranked as (
    select
        buyers.*,
        count(*) over () as buyers_count,
        count_if(orders_count = 1) over () as one_time_count,
        rank() over (order by recency_days desc) as r_rank,
        rank() over (order by frequency_count) as f_rank,
        rank() over (order by monetary_amount) as m_rank
    from buyers
),

scored as (
    select
        ranked.*,
        {{ quintile('r_rank', 'buyers_count') }} as r_score,
        case
            when one_time_count * 2 <= buyers_count then {{ quintile('f_rank', 'buyers_count') }}
            when frequency_count >= 6 then 5
            when frequency_count >= 4 then 4
            when frequency_count = 3 then 3
            when frequency_count = 2 then 2
            else 1
        end as f_score,
        {{ quintile('m_rank', 'buyers_count') }} as m_score
    from ranked
),

valued as (
    select scored.*, ceil((f_score + m_score) / 2) as fm_score
    from scored
),

final as (
    select
        customer_key,
        recency_days::bigint as recency_days,
        frequency_count::bigint as frequency_count,
        monetary_amount,
        r_score::bigint as r_score,
        f_score::bigint as f_score,
        m_score::bigint as m_score,
        case
            when r_score >= 4 and fm_score >= 4 and f_score >= 4 then 'Champions'
            when r_score >= 3 and fm_score >= 4 then 'Loyal'
            when r_score >= 4 and f_score = 1 then 'New'
            when r_score >= 4 then 'Potential loyalists'
            when r_score = 3 and f_score = 1 then 'Promising'
            when r_score = 3 then 'Needs attention'
            when fm_score = 5 then 'Can''t lose'
            when fm_score >= 3 then 'At risk'
            when r_score = 2 then 'About to sleep'
            else 'Hibernating'
        end as segment,
        first_order_date,
        last_order_date,
        orders_count::bigint as orders_count,
        net_amount,
        currency
    from valued
)

select * from final
