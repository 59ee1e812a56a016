/*---
model: int_shop_products
about: >-
  Variants of the shops' catalogues. A variant that was sold and is in no catalogue any more is inferred from its newest line, so that no sale
  loses its product.
grain: one row per variant of a shop
key: [shop_product_key]
materialize: table
owner: commerce
decisions: [docs/decisions/0046-products.md]
columns:
  shop_product_key: { type: varchar, about: "source:connection:variant_id", checks: [unique, not_null] }
  source: { type: varchar }
  connection: { type: varchar }
  shop_key: { type: varchar }
  product_id: { type: varchar }
  variant_id: { type: varchar }
  inventory_item_id: { type: varchar }
  sku: { type: varchar }
  barcode: { type: varchar }
  title: { type: varchar }
  variant_title: { type: varchar }
  product_type: { type: varchar }
  vendor: { type: varchar }
  status: { type: varchar, about: "In the shop's words; removed for an inferred variant" }
  price_amount: { type: "decimal(18,4)", unit: currency }
  compare_at_amount: { type: "decimal(18,4)", unit: currency }
  unit_cost_amount: { type: "decimal(18,4)", about: At the newest reading, unit: currency }
  currency: { type: varchar }
  is_gift_card: { type: boolean }
  is_on_sale: { type: boolean, about: "Its status lets shoppers buy it, and it is not deleted" }
  is_deleted: { type: boolean }
  provenance: { type: varchar, about: "catalogue; order_lines for a variant inferred from lines" }
  created_at: { type: timestamp }
  updated_at: { type: timestamp }
---*/
with

products as (
    select * from {{ union_of('products') }} as products where coalesce(created_at < {{ as_of }}, true)
),

items as (
    select * from {{ ref('int_inventory_items_daily') }} where is_last_day
),

catalogue as (
    select
        products.product_key as shop_product_key, products.source, products.connection, products.shop_key, products.product_id,
        products.variant_id, products.inventory_item_id, products.sku, products.barcode, products.title, products.variant_title,
        products.product_type, products.vendor, products.status, products.price_amount, products.compare_at_amount, items.unit_cost_amount,
        shops.currency, products.is_gift_card, products.is_on_sale, products.is_deleted or coalesce(items.is_gone, false) as is_deleted,
        'catalogue' as provenance, products.created_at, products.updated_at
    from products
    left join items on items.inventory_item_key = products.inventory_item_key
    left join {{ ref('int_shops') }} as shops on shops.shop_key = products.shop_key
),

missing as (
    select lines.*
    from {{ union_of('order_lines') }} as lines
    left join products on products.product_key = lines.product_key
    where lines.product_key is not null and not lines.is_tip and products.product_key is null
),

unlisted as (
    select
        missing.*,
        orders.currency,
        orders.ordered_at,
        min(orders.ordered_at) over (partition by missing.product_key) as first_ordered_at
    from missing
    join {{ ref('int_orders_identified') }} as orders on orders.order_key = missing.order_key
),

inferred as (
    select
        product_key as shop_product_key, source, connection, shop_key, null::varchar as product_id, split_part(product_key, ':', 3) as variant_id,
        null::varchar as inventory_item_id, sku, null::varchar as barcode, title, null::varchar as variant_title,
        null::varchar as product_type, null::varchar as vendor, 'removed' as status, unit_price_amount as price_amount,
        null::decimal(18,4) as compare_at_amount, null::decimal(18,4) as unit_cost_amount, currency,
        coalesce(is_gift_card, false) as is_gift_card, false as is_on_sale, true as is_deleted, 'order_lines' as provenance,
        first_ordered_at as created_at, ordered_at as updated_at
    from unlisted
    qualify row_number() over (partition by product_key order by ordered_at desc, order_line_key desc) = 1
),

known as (
    select * from catalogue
    union all
    select * from inferred
),

final as (
    select
        shop_product_key,
        source,
        connection,
        shop_key,
        product_id,
        variant_id,
        inventory_item_id,
        sku,
        barcode,
        title,
        variant_title,
        product_type,
        vendor,
        status,
        price_amount,
        compare_at_amount,
        unit_cost_amount,
        currency,
        is_gift_card,
        is_on_sale and not is_deleted as is_on_sale,
        is_deleted,
        provenance,
        created_at,
        updated_at
    from known
)

select * from final
