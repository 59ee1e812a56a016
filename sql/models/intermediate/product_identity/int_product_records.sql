/*---
model: int_product_records
about: >-
  What identifies a shop's product beyond the shop: its SKU without case and margins, and its barcode if that is a GTIN. Placeholders are
  neither, nor is a number that a company gives its goods itself, which another company may give to others (GS1's prefixes 02, 04 and 2).
grain: one row per variant of a shop's catalogue that is no gift card
key: [shop_product_key]
materialize: table
replace_partition: shop_product_key
owner: commerce
decisions: [docs/decisions/0046-products.md]
columns:
  shop_product_key: { type: varchar, checks: [not_null] }
  account: { type: varchar, about: "source:connection; all views of a shop are one account", checks: [not_null] }
  sku: { type: varchar, about: Null for a placeholder }
  gtin: { type: varchar, about: "14 digits, the last of which is right; null for any other barcode" }
  is_deleted: { type: boolean, checks: [not_null] }
  created_at: { type: timestamp }
---*/
with

products as (
    select
        products.product_key as shop_product_key,
        products.source || ':' || products.connection as account,
        lower(trim(products.sku)) as sku,
        replace(replace(trim(products.barcode), ' ', ''), '-', '') as barcode,
        products.is_deleted or coalesce(items.is_gone, false) as is_deleted,
        products.created_at
    from {{ union_of('products') }} as products
    left join {{ ref('int_inventory_items_daily') }} as items
        on items.inventory_item_key = products.inventory_item_key and items.is_last_day
    where not products.is_gift_card and coalesce(products.created_at < {{ as_of }}, true)
),

padded as (
    select
        products.*,
        case
            when trim(barcode, '0') = '' or trim(barcode, '0123456789') <> '' then null
            when length(barcode) = 8 and left(barcode, 1) in ('0', '2') then null
            when length(barcode) in (8, 12, 13, 14) then right('000000' || barcode, 14)
        end as gtin
    from products
),

-- https://www.gs1.org/services/how-calculate-check-digit-manually
summed as (
    select
        padded.*,
        3 * (
            {{ digit_at('gtin', 1) }} + {{ digit_at('gtin', 3) }} + {{ digit_at('gtin', 5) }} + {{ digit_at('gtin', 7) }}
            + {{ digit_at('gtin', 9) }} + {{ digit_at('gtin', 11) }} + {{ digit_at('gtin', 13) }}
        ) + {{ digit_at('gtin', 2) }} + {{ digit_at('gtin', 4) }} + {{ digit_at('gtin', 6) }} + {{ digit_at('gtin', 8) }}
        + {{ digit_at('gtin', 10) }} + {{ digit_at('gtin', 12) }} + {{ digit_at('gtin', 14) }} as weighted
    from padded
),

final as (
    select
        shop_product_key,
        account,
        case
            when length(sku) < 2 or trim(sku, '0 -_./#?*') = '' then null
            when sku in ('n/a', 'na', 'n.a.', 'nan', 'none', 'no', 'nil', 'null', 'void', 'empty', 'unknown', 'default') then null
            when sku in ('tbd', 'tba', 'tbc', 'sku', 'no sku', 'no-sku', 'nosku', 'test', 'xx', 'xxx', 'xxxx') then null
            else sku
        end as sku,
        case when mod(weighted, 10) = 0 and left(gtin, 2) <> '02' and left(gtin, 3) not in ('002', '004') then gtin end as gtin,
        is_deleted,
        created_at
    from summed
)

select * from final
