/*---
report: sales_products
order: 15
span: 12
title: Products by what they brought
scope: net sales and contribution margin 1
covers: last 13 weeks
about: >-
  Net sales after discounts and returns, and what was left of them after the cost of goods, each amount on its own day and in the currency of
  the reports. The margin is of the sales whose cost is known; a product without a cost has none.
owner: commerce
body: table
parameters: { days: 91, products: 2000 }
empty: { title: No sales yet, text: It fills with the first order. }
columns:
  product: { label: Product, as: text, narrow: true }
  net: { label: Net sales, as: number, unit: money, narrow: true }
  margin: { label: Contribution margin 1, as: number, unit: money, narrow: true }
  margin_rate: { label: Margin rate, as: number, unit: share }
  returned: { label: Returned, as: number, unit: share }
  sku: { label: SKU, as: text }
sort: { column: net, descending: true }
---*/
with

profits as (
    select
        product_key,
        sum(reporting_net_amount) as net,
        sum(reporting_cm1_amount) as margin,
        sum(case when reporting_cm1_amount is not null then reporting_net_amount else 0 end) as costed_net
    from {{ ref('fct_order_line_profit') }}
    where profit_date > {{ last_day() }} - {{ parameter('days') }}
        and profit_date <= {{ last_day() }}
        and product_key is not null
    group by product_key
),

sold as (
    select
        product_key,
        sum(case when event_type in ('sale', 'discount') then reporting_amount else 0 end) as sold_amount,
        -sum(case when event_type = 'refund' and component = 'goods' then reporting_amount else 0 end) as returned_amount
    from {{ ref('fct_sales') }}
    where event_date > {{ last_day() }} - {{ parameter('days') }}
        and event_date <= {{ last_day() }}
        and product_key is not null
    group by product_key
)

select
    products.title as product,
    profits.net,
    profits.margin,
    case when profits.costed_net > 0 then profits.margin::double / profits.costed_net end as margin_rate,
    case when sold.sold_amount > 0 then sold.returned_amount::double / sold.sold_amount end as returned,
    products.sku
from profits
join {{ ref('dim_products') }} as products on products.product_key = profits.product_key
left join sold on sold.product_key = profits.product_key
where profits.net is not null
order by profits.net desc, profits.product_key
limit {{ parameter('products') }}
