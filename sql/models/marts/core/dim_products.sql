/*---
model: dim_products
about: >-
  Products across shops: a thing that is sold in several shops is one product. Its words and prices are those of one shop: of one that sells
  it now, and among these of the shop of the reports, else of the one whose key it has. dim_shop_products has the words of each.
grain: one row per product, which is a variant where a shop sells variants
key: [product_key]
materialize: table
owner: commerce
decisions: [docs/decisions/0046-products.md]
columns:
  product_key: { type: varchar, about: "shop_product_key of its earliest variant: source:connection:variant_id", checks: [unique, not_null] }
  shop_product_key: { type: varchar, about: The variant whose words these are, checks: [not_null, { in: dim_shop_products.shop_product_key }] }
  shops_count: { type: bigint, about: Shops that have or had it, unit: shops, checks: [not_null, { min: 1 }] }
  product_id: { type: varchar }
  variant_id: { type: varchar, checks: [not_null] }
  inventory_item_id: { type: varchar }
  sku: { type: varchar }
  title: { type: varchar }
  variant_title: { type: varchar }
  product_type: { type: varchar }
  vendor: { type: varchar }
  status: { type: varchar, about: "In the shop's words; removed for an inferred variant" }
  price_amount: { type: "decimal(18,4)", about: "Null where the shop states none; of the newest line for an inferred variant", unit: currency, checks: [{ min: 0, severity: warn }] }
  compare_at_amount: { type: "decimal(18,4)", unit: currency, checks: [{ min: 0, severity: warn }] }
  unit_cost_amount: { type: "decimal(18,4)", about: At the newest reading, unit: currency, checks: [{ min: 0, severity: warn }] }
  currency: { type: varchar }
  is_gift_card: { type: boolean, checks: [not_null] }
  is_on_sale: { type: boolean, about: "In one of its shops its status lets shoppers buy it, and it is not deleted", checks: [not_null] }
  is_deleted: { type: boolean, about: "No shop has it any more: a shop says so, or its inventory item is missing from the newest reading of all items", checks: [not_null] }
  provenance: { type: varchar, about: "catalogue; order_lines for a variant inferred from lines", checks: [not_null, { accepted: [catalogue, order_lines] }] }
  created_at: { type: timestamp, about: The first in any of its shops }
  updated_at: { type: timestamp, about: The last in any of its shops }
---*/
with

variants as (
    select
        products.*,
        coalesce(resolved.product_key, products.shop_product_key) as product_key,
        reporting.shop_key is not null as is_of_reports
    from {{ ref('int_shop_products') }} as products
    left join {{ ref('int_shops') }} as reporting
        on reporting.is_reporting and reporting.source = products.source and reporting.connection = products.connection
    left join {{ ref('int_products_resolved') }} as resolved on resolved.shop_product_key = products.shop_product_key
),

sums as (
    select
        product_key,
        count(distinct source || ':' || connection) as shops_count,
        count_if(is_on_sale) > 0 as is_on_sale,
        count_if(not is_deleted) = 0 as is_deleted,
        min(created_at) as created_at,
        max(updated_at) as updated_at
    from variants
    group by product_key
),

described as (
    select *
    from variants
    qualify row_number() over (
        partition by product_key
        order by
            case when is_on_sale then 0 when not is_deleted then 1 when provenance = 'catalogue' then 2 else 3 end,
            case when is_of_reports then 0 when shop_product_key = product_key then 1 else 2 end, created_at nulls last, shop_product_key
    ) = 1
),

final as (
    select
        described.product_key,
        described.shop_product_key,
        sums.shops_count::bigint as shops_count,
        described.product_id,
        described.variant_id,
        described.inventory_item_id,
        described.sku,
        described.title,
        described.variant_title,
        described.product_type,
        described.vendor,
        described.status,
        described.price_amount,
        described.compare_at_amount,
        described.unit_cost_amount,
        described.currency,
        described.is_gift_card,
        sums.is_on_sale,
        sums.is_deleted,
        described.provenance,
        sums.created_at,
        sums.updated_at
    from described
    join sums on sums.product_key = described.product_key
)

select * from final
