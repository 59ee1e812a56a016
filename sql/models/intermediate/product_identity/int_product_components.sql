/*---
model: int_product_components
about: >-
  Connected components of the graph of products, by label propagation as for customers, on three levels: decisions of people; with barcodes;
  with SKUs. A component may hold one variant per shop, or those of a shop that people tied to each other. A product belongs to the widest
  level on which that holds. The check products_are_closed fails when a chain is too long for the rounds.
grain: one row per variant of a shop that something ties
key: [shop_product_key]
materialize: table
owner: commerce
decisions: [docs/decisions/0046-products.md]
columns:
  shop_product_key: { type: varchar, checks: [not_null] }
  rank: { type: bigint, about: "Number among these variants by creation and key", checks: [not_null] }
  component: { type: bigint, about: Rank of the earliest variant of the same product, checks: [not_null] }
  level: { type: varchar, about: "The widest level on which the component holds: manual, barcode or sku", checks: [not_null] }
---*/
with

ranked as (
    select edges.shop_product_key, records.account, row_number() over (order by records.created_at nulls last, edges.shop_product_key) as rank
    from (select distinct shop_product_key from {{ ref('int_product_edges') }}) as edges
    join {{ ref('int_product_records') }} as records on records.shop_product_key = edges.shop_product_key
),

links as (
    select ranked.rank, edges.identifier, edges.rule
    from {{ ref('int_product_edges') }} as edges
    join ranked on ranked.shop_product_key = edges.shop_product_key
),

labels_0 as (
    select rank, rank as label from ranked
),

manual_links as (
    select rank, identifier from links where rule = 'manual'
),

manual_1 as (
    {{ propagate_labels('manual_links', 'labels_0') }}
),

manual_2 as (
    {{ propagate_labels('manual_links', 'manual_1') }}
),

manual_3 as (
    {{ propagate_labels('manual_links', 'manual_2') }}
),

manual_4 as (
    {{ propagate_labels('manual_links', 'manual_3') }}
),

barcode_links as (
    select rank, identifier from links where rule <> 'sku'
),

barcode_1 as (
    {{ propagate_labels('barcode_links', 'labels_0') }}
),

barcode_2 as (
    {{ propagate_labels('barcode_links', 'barcode_1') }}
),

barcode_3 as (
    {{ propagate_labels('barcode_links', 'barcode_2') }}
),

barcode_4 as (
    {{ propagate_labels('barcode_links', 'barcode_3') }}
),

sku_1 as (
    {{ propagate_labels('links', 'labels_0') }}
),

sku_2 as (
    {{ propagate_labels('links', 'sku_1') }}
),

sku_3 as (
    {{ propagate_labels('links', 'sku_2') }}
),

sku_4 as (
    {{ propagate_labels('links', 'sku_3') }}
),

leveled as (
    select
        ranked.*,
        coalesce(manual_4.label, ranked.rank) as by_hand,
        coalesce(barcode_4.label, ranked.rank) as by_barcode,
        coalesce(sku_4.label, ranked.rank) as by_sku
    from ranked
    left join manual_4 on manual_4.rank = ranked.rank
    left join barcode_4 on barcode_4.rank = ranked.rank
    left join sku_4 on sku_4.rank = ranked.rank
),

crowded_by_barcode as (
    select by_barcode from leveled group by by_barcode, account having min(by_hand) <> max(by_hand)
),

crowded_by_sku as (
    select by_sku from leveled group by by_sku, account having min(by_hand) <> max(by_hand)
),

chosen as (
    select
        leveled.*,
        case
            when by_sku not in (select by_sku from crowded_by_sku) then 'sku'
            when by_barcode not in (select by_barcode from crowded_by_barcode) then 'barcode'
            else 'manual'
        end as level
    from leveled
),

final as (
    select
        shop_product_key,
        rank::bigint as rank,
        case level when 'sku' then by_sku when 'barcode' then by_barcode else by_hand end::bigint as component,
        level
    from chosen
)

select * from final
