/*---
report: products_list
order: 20
span: 12
title: All products
scope: on sale or sold, over all shops
covers: last 13 weeks
about: >-
  Net sales after discounts and returns in the currency of the reports; the margin is contribution margin 1 of the sales whose cost is known. The
  change is against the 13 weeks before. Price is the list price of one shop, in the currency of the page; stock is what is available in all shops
  and places by their newest readings, one warehouse counted once, and missing where no shop counts it.
owner: commerce
body: table
optional: [fct_inventory_snapshots]
parameters: { days: 91, stock_days: 14, products: 2000 }
empty: { title: No products yet, text: It fills once a catalogue has been read. }
columns:
  product: { label: Product, as: text, narrow: true }
  net: { label: Net sales, as: number, unit: money, narrow: true }
  change: { label: Change, as: number, unit: money, narrow: true }
  units: { label: Units, as: number, unit: count }
  margin_rate: { label: Margin, as: number, unit: share }
  returned: { label: Returned, as: number, unit: share }
  price: { label: Price, as: number, unit: money }
  stock: { label: Stock, as: number, unit: count, narrow: true }
  shops: { label: Shops, as: number, unit: count }
  product_type: { label: Type, as: text }
  sku: { label: SKU, as: text }
sort: { column: net, descending: true }
---*/
with

sold as (
    select
        product_key,
        sum(case when event_type = 'sale' then quantity else 0 end) as units,
        sum(case when event_type in ('sale', 'discount') then reporting_amount else 0 end) as sold_amount,
        -sum(case when event_type = 'refund' and component = 'goods' then reporting_amount else 0 end) as returned_amount
    from {{ ref('fct_sales') }}
    where event_date > {{ last_day() }} - {{ parameter('days') }}
        and event_date <= {{ last_day() }}
        and product_key is not null
    group by product_key
),

margins as (
    select
        product_key,
        sum(reporting_cm1_amount) as margin,
        sum(case when reporting_cm1_amount is not null then reporting_net_amount else 0 end) as costed_net
    from {{ ref('fct_order_line_profit') }}
    where profit_date > {{ last_day() }} - {{ parameter('days') }}
        and profit_date <= {{ last_day() }}
        and product_key is not null
    group by product_key
),

levels as (
    select product_key, available_units
    from {{ ref('fct_inventory_snapshots') }}
    where snapshot_date > {{ last_day() }} - {{ parameter('stock_days') }}
        and product_key is not null
    qualify row_number() over (partition by shop_product_key, location_id order by snapshot_date desc, inventory_snapshot_key) = 1
),

stock as (
    select product_key, sum(available_units) as stock from levels group by product_key
)

select
    coalesce(products.title, products.sku, products.product_key)
        || case when coalesce(products.variant_title, 'Default Title') in ('Default Title', products.title) then '' else ', ' || products.variant_title end
        as product,
    coalesce(weeks.net, 0) as net,
    coalesce(weeks.net - weeks.net_before, 0) as change,
    coalesce(sold.units, 0) as units,
    case when margins.costed_net > 0 then margins.margin::double / margins.costed_net end as margin_rate,
    case when sold.sold_amount > 0 then sold.returned_amount::double / sold.sold_amount end as returned,
    case when products.currency = {{ currency() }} then products.price_amount end as price,
    stock.stock,
    products.shops_count as shops,
    products.product_type,
    products.sku
from {{ ref('dim_products') }} as products
left join {{ query('product_weeks') }} as weeks on weeks.product_key = products.product_key
left join sold on sold.product_key = products.product_key
left join margins on margins.product_key = products.product_key
left join stock on stock.product_key = products.product_key
where not products.is_gift_card
    and (products.is_on_sale or sold.units > 0 or weeks.net <> 0)
order by coalesce(weeks.net, 0) desc, products.product_key
limit {{ parameter('products') }}
