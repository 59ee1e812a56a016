/*---
report: products_declining
order: 11
span: 6
title: Declining most
scope: net sales beside the weeks before
covers: last 13 weeks
about: >-
  Products by the money that their net sales changed by, over all shops and in the currency of the reports. The weeks before are not those of a year
  ago, so that a season shows here too.
owner: commerce
body: table
parameters: { products: 8 }
empty: { title: No product declined, text: It takes sales in two periods of 13 weeks. }
columns:
  product: { label: Product, as: text, narrow: true }
  change: { label: Change, as: number, unit: money, narrow: true }
  net: { label: Net sales, as: number, unit: money, narrow: true }
  net_before: { label: Before, as: number, unit: money }
sort: { column: change, descending: false }
---*/
select
    coalesce(products.title, products.sku, products.product_key)
        || case when coalesce(products.variant_title, 'Default Title') in ('Default Title', products.title) then '' else ', ' || products.variant_title end
        as product,
    weeks.net - weeks.net_before as change,
    weeks.net,
    weeks.net_before
from {{ query('product_weeks') }} as weeks
join {{ ref('dim_products') }} as products on products.product_key = weeks.product_key
where weeks.net < weeks.net_before
    and not products.is_gift_card
order by change asc, weeks.product_key
limit {{ parameter('products') }}
