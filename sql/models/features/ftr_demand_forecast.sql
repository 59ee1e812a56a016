/*---
model: ftr_demand_forecast
about: >
  Units ordered per day of the twenty products on sale with most units sold in the 365 days before as_of. Days are dense, from the product's
  first sale to the day before as_of. A unit counts when it is ordered: returns do not lower demand, and cancelled and test orders do not
  create any. An order counts with at most twice the fifth largest order of the product in those 365 days (of the shop's median order line
  when there are fewer than five), and at least ten units: a one-off bulk order cannot be forecast, a recurring size can. The rest is in
  bulk_units. Days are the shop's, as_of is UTC: west of UTC the last day is not over yet and is marked incomplete.
grain: one row per product and day
key: [product_key, sales_date]
materialize: table
owner: inventory
decisions: [docs/decisions/0021-demand-forecast.md]
columns:
  product_key: { type: varchar, checks: [not_null] }
  sku:         { type: varchar, checks: [not_null] }
  sales_date:  { type: date, about: Day in the shop's zone, checks: [not_null] }
  units:       { type: bigint, about: Without the part of an order far above the product's usual size, checks: [not_null, { min: 0 }] }
  bulk_units:  { type: bigint, about: The part left out of units, checks: [not_null, { min: 0 }] }
  is_complete: { type: boolean, about: The day was over in the shop's zone at as_of, checks: [not_null] }
---*/
with

digits as (
    select digit
    from (values (0), (1), (2), (3), (4), (5), (6), (7), (8), (9)) as numbers (digit)
),

ordered as (
    select
        lines.product_key,
        lines.order_key,
        max(lines.sku) as sku,
        min(lines.order_date) as sales_date,
        sum(lines.quantity) as quantity
    from {{ ref('fct_order_lines') }} as lines
    inner join {{ ref('fct_orders') }} as orders on orders.order_key = lines.order_key
    left join {{ ref('dim_products') }} as products on products.product_key = lines.product_key
    where
        orders.is_valid
        and not lines.is_gift_card
        and not coalesce(products.is_deleted, false)
        and lines.product_key is not null
        and lines.order_date < {{ as_of }}::date
    group by lines.product_key, lines.order_key
),

last_year as (
    select
        ordered.product_key,
        ordered.quantity,
        row_number() over (
            partition by ordered.product_key order by ordered.quantity desc, ordered.order_key
        ) as size_number
    from ordered
    where ordered.sales_date >= {{ as_of }}::date - 365
),

usual_sizes as (
    select last_year.product_key, last_year.quantity
    from last_year
    where last_year.size_number = 5
),

shop_size as (
    select median(last_year.quantity) as quantity
    from last_year
),

sold as (
    select
        ordered.product_key,
        ordered.sku,
        ordered.sales_date,
        ordered.quantity as ordered_quantity,
        least(
            ordered.quantity,
            greatest(10, ceil(2 * coalesce(usual_sizes.quantity, shop_size.quantity, 5)))
        )::bigint as quantity
    from ordered
    cross join shop_size
    left join usual_sizes on usual_sizes.product_key = ordered.product_key
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
        coalesce(sum(sold.ordered_quantity - sold.quantity), 0)::bigint as bulk_units,
        dense.sales_date < clock.today as is_complete
    from dense
    cross join {{ ref('int_today') }} as clock
    left join sold on sold.product_key = dense.product_key and sold.sales_date = dense.sales_date
    group by dense.product_key, dense.sku, dense.sales_date, clock.today
)

select * from final
