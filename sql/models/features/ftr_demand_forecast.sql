/*---
model: ftr_demand_forecast
about: >
  Units ordered each day of the twenty products that sold most units in the 365 days before as_of. Days are dense, from the
  product's first sale to the day before as_of. A unit counts when it is ordered: returns do not lower demand, cancelled and
  test orders do not make any. Days are the shop's, as_of is UTC: west of it the last day is not over yet and says so.
grain: one row per product and day
key: [product_key, sales_date]
materialize: table
owner: inventory
decisions: [docs/decisions/0021-demand-forecast.md]
columns:
  product_key: { type: varchar, checks: [not_null] }
  sku:         { type: varchar, checks: [not_null] }
  sales_date:  { type: date, about: Day in the shop's zone, checks: [not_null] }
  units:       { type: bigint, checks: [not_null, { min: 0 }] }
  is_complete: { type: boolean, about: The day was over in the shop's zone at as_of, checks: [not_null] }
---*/
with

digits as (
    select digit
    from (values (0), (1), (2), (3), (4), (5), (6), (7), (8), (9)) as numbers (digit)
),

sold as (
    select
        lines.product_key,
        lines.sku,
        lines.order_date as sales_date,
        lines.quantity
    from {{ ref('fct_order_lines') }} as lines
    inner join {{ ref('fct_orders') }} as orders on orders.order_key = lines.order_key
    where
        orders.is_valid
        and not lines.is_gift_card
        and lines.product_key is not null
        and lines.order_date < {{ as_of }}::date
),

best as (
    select
        sold.product_key,
        coalesce(max(sold.sku), sold.product_key) as sku,
        min(sold.sales_date) as first_date
    from sold
    group by sold.product_key
    having sum(case when sold.sales_date >= {{ as_of }}::date - 365 then sold.quantity else 0 end) > 0
    qualify row_number() over (
        order by
            sum(case when sold.sales_date >= {{ as_of }}::date - 365 then sold.quantity else 0 end) desc,
            sold.product_key
    ) <= 20
),

days as (
    select thousands.digit * 1000 + hundreds.digit * 100 + tens.digit * 10 + ones.digit as day_number
    from digits as thousands
    cross join digits as hundreds
    cross join digits as tens
    cross join digits as ones
),

dense as (
    select
        best.product_key,
        best.sku,
        best.first_date + days.day_number::integer as sales_date
    from best
    inner join days on best.first_date + days.day_number::integer < {{ as_of }}::date
),

final as (
    select
        dense.product_key,
        dense.sku,
        dense.sales_date,
        coalesce(sum(sold.quantity), 0)::bigint as units,
        dense.sales_date < clock.today as is_complete
    from dense
    cross join {{ ref('int_today') }} as clock
    left join sold on sold.product_key = dense.product_key and sold.sales_date = dense.sales_date
    group by dense.product_key, dense.sku, dense.sales_date, clock.today
)

select * from final
