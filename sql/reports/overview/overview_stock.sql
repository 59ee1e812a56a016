/*---
report: overview_stock
order: 80
span: 12
title: Stock running out
covers: next 28 days
about: >-
  Every product on sale with its available units over all locations, its incoming units, and its expected sales within 28 days: from the
  served forecast for best sellers, from the last 28 days for the others. The largest order of those days counts for at most the sum of the
  others plus ten units. Amounts are those of products priced in the currency of the page. To order is expected less available less incoming. The arrival date of incoming units is not known.
owner: commerce
body: stock
optional: [mart_demand_forecast]
filled: [fct_inventory_snapshots, dim_products]
parameters: { lead_days: 28 }
empty: { title: Stock is not known, text: This tile fills once products and their stock have been read. }
columns:
  product: { label: Product, as: text, narrow: true }
  sku: { label: SKU, as: text }
  state: { label: Stock, as: text, narrow: true }
  available: { label: Available, as: number, unit: count }
  incoming: { label: Incoming, as: number, unit: count }
  expected: { label: "Expected, 28 days", as: number, unit: count }
  from: { label: Expected by, as: text }
  missing: { label: To order, as: number, unit: count, narrow: true }
  worth: { label: At list price, as: number, unit: money }
---*/
with

stock as (
    select
        product_key,
        max(sku) as sku,
        sum(available_units) as available,
        sum(incoming_units) as incoming
    from {{ ref('fct_inventory_snapshots') }}
    where snapshot_date = (select max(snapshot_date) from {{ ref('fct_inventory_snapshots') }})
        and product_key is not null
    group by product_key
),

orders_of_product as (
    select
        lines.product_key,
        lines.order_key,
        sum(lines.quantity) as units
    from {{ ref('fct_order_lines') }} as lines
    join {{ ref('fct_orders') }} as orders on orders.order_key = lines.order_key
    where orders.is_valid
        and lines.order_date > {{ last_day() }} - {{ parameter('lead_days') }}
        and lines.order_date <= {{ last_day() }}
    group by lines.product_key, lines.order_key
),

sold as (
    select
        product_key,
        least(sum(units), 2 * (sum(units) - max(units)) + 10) as units
    from orders_of_product
    group by product_key
),

forecast as (
    select product_key, sum(units) as units
    from {{ ref('mart_demand_forecast') }}
    where horizon_day <= {{ parameter('lead_days') }}
    group by product_key
)

select
    products.product_key,
    coalesce(products.sku, stock.sku, products.product_key) as sku,
    coalesce(products.title, products.sku, products.product_key) as title,
    coalesce(products.variant_title, '') as variant_title,
    case when products.currency = {{ currency() }} then products.price_amount end as price_amount,
    stock.available,
    stock.incoming,
    sold.units as sold_units,
    forecast.units as forecast_units
from {{ ref('dim_products') }} as products
left join stock on stock.product_key = products.product_key
left join sold on sold.product_key = products.product_key
left join forecast on forecast.product_key = products.product_key
where products.is_on_sale
    and not products.is_gift_card
order by products.product_key
